import { CloseOutlined, DeleteOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, DatePicker, Form, Input, InputNumber, Select, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { Fragment, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { dayEnds, type TermUnit, termExtensions, termUnits } from '#shared/calendar/term.rules.ts';
import {
  areaKinds,
  type ClockKind,
  clockEvents,
  clockKinds,
  complaintBusinesses,
  complaintChannels,
  customerGrades,
  suspendReasons,
} from '#shared/complaint/complaint.enums.ts';
import { businessWords, channelWords, gradeWords, type Words } from '#shared/complaint/complaint.words.ts';
import { provinces, provinceText } from '#shared/complaint/province.ts';
import { ruleColumns, ruleRow } from '#shared/complaint/rule.columns.ts';
import { type DeadlineRuleInput, deadlineRule } from '#shared/complaint/rule.schema.ts';
import {
  areaWords,
  clockWords,
  dayEndWords,
  extensionWords,
  limitInWords,
  measureWords,
  pauseWords,
  startWords,
  stopWords,
  unitWords,
  verificationWords,
} from '#shared/complaint/rule.words.ts';
import { CodeTreeSelect } from '../../ui/code-tree-select.tsx';
import { listSearch, searchText } from '../../ui/initials.ts';
import { useCatalogue } from './catalogue.ts';
import { conditionText } from './rule-grid.tsx';

/** A rule before anybody wrote anything into it. */
export const emptyRule = (code: string): DeadlineRuleInput => ({
  code,
  name: '',
  clock: 'finalResponse',
  province: null,
  channels: null,
  businesses: null,
  grades: null,
  area: null,
  category: null,
  startEvent: 'received',
  startFrom: null,
  startUntil: null,
  stopEvent: 'responded',
  amount: 5,
  unit: 'workDays',
  extend: 'none',
  dayEnd: 'midnight',
  measure: 'longest',
  pausable: true,
  pauseReasons: null,
  consequence: '',
  clause: '',
  effectiveFrom: null,
  effectiveTo: null,
  verification: 'pending',
});

/** Fields the form holds as moments. */
type Moments = Record<'effectiveFrom' | 'effectiveTo' | 'startFrom' | 'startUntil', Dayjs | null>;
type Values = Omit<DeadlineRuleInput, keyof Moments> & Moments;
const toDay = (day: Dayjs | null | undefined) => day?.format('YYYY-MM-DD') ?? null;
const toTime = (time: Dayjs | null | undefined) => time?.format('HH:mm') ?? null;
const timeOf = (text: string | null) => (text ? dayjs(`2000-01-01T${text}`) : null);
const toValues = (rule: DeadlineRuleInput): Values => ({
  ...rule,
  startFrom: timeOf(rule.startFrom),
  startUntil: timeOf(rule.startUntil),
  effectiveFrom: rule.effectiveFrom ? dayjs(rule.effectiveFrom) : null,
  effectiveTo: rule.effectiveTo ? dayjs(rule.effectiveTo) : null,
});
/** What the form holds as a rule; emptied fields are undefined there and null here. */
function toRule(values: Values): DeadlineRuleInput | null {
  const { effectiveFrom, effectiveTo, startFrom, startUntil, ...rest } = values;
  const known = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value ?? null]));
  const read = deadlineRule.safeParse({
    ...known,
    startFrom: toTime(startFrom),
    startUntil: toTime(startUntil),
    effectiveFrom: toDay(effectiveFrom),
    effectiveTo: toDay(effectiveTo),
    stopEvent: clockEvents[values.clock].stop,
  });
  return read.success ? read.data : null;
}

/** Whether a limit has a last day. */
const isDayUnit = (unit: TermUnit) => unit === 'naturalDays' || unit === 'workDays' || unit === 'months';

interface Props {
  rule: DeadlineRuleInput;
  fault: string | null;
  editable: boolean;
  onChange(rule: DeadlineRuleInput): void;
  onRemove(): void;
  onClose(): void;
}

/** One rule: read, or changed in a draft; the sentence at its head says what it means while it is typed. */
export function RuleForm(props: Props) {
  const { rule, fault, editable, onRemove, onClose } = props;
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const { categoryName } = useCatalogue();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // an open list is closed first
      const isList = event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true';
      if (event.key === 'Escape' && !isList) onClose();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [onClose]);
  return (
    <aside className="panel complaint-drawer" aria-label={t('deadlineRule.one')}>
      <div className="complaint-drawer-head">
        <h2>{rule.code}</h2>
        <span className="sp" />
        {editable && (
          <Button size="small" danger icon={<DeleteOutlined />} onClick={onRemove}>
            {t('deadlineRule.remove')}
          </Button>
        )}
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('common.close')}
          title="Esc"
          onClick={onClose}
        />
      </div>
      <div className="complaint-drawer-body">
        <p className="rule-sentence">
          {t('deadlineRule.sentence', {
            who: conditionText(rule, language, categoryName) || t('deadlineRule.everybody'),
            start: startWords[rule.startEvent][language],
            stop: stopWords[rule.stopEvent][language],
            limit: limitInWords(rule, language),
          })}
        </p>
        {fault && <Alert type="error" showIcon title={fault} />}
        {editable ? <Fields {...props} /> : <Reading rule={rule} />}
      </div>
    </aside>
  );
}

/** A rule of a published edition: every field in words. */
function Reading({ rule }: { rule: DeadlineRuleInput }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const { categoryName } = useCatalogue();
  const cells = ruleRow(rule, language);
  return (
    <dl className="rule-reading">
      {ruleColumns.map(({ key }, i) => (
        <Fragment key={key}>
          <dt>{t(`deadlineRule.field.${key}`)}</dt>
          <dd>
            {key === 'category' && rule.category
              ? `${categoryName(rule.category)}（${rule.category}）`
              : cells[i] || <span className="t3">{t('deadlineRule.any')}</span>}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Fields({ rule, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const { categories } = useCatalogue();
  const [form] = Form.useForm<Values>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another rule fills the form anew; its own changes come from here
  useEffect(() => form.setFieldsValue(toValues(rule)), [rule.code, form]);
  const options = (words: Readonly<Record<string, Words>>, list: readonly string[]) =>
    list.map((value) => ({ value, label: words[value]?.[language] ?? value }));
  const field = (name: keyof DeadlineRuleInput) => ({ name, label: t(`deadlineRule.field.${name}`) });
  const clockTime = { format: 'HH:mm', needConfirm: false, style: { width: '100%' } };
  const many = { mode: 'multiple' as const, allowClear: true, maxTagCount: 'responsive' as const };
  const clock = (Form.useWatch('clock', form) ?? rule.clock) as ClockKind;
  const unit = (Form.useWatch('unit', form) ?? rule.unit) as TermUnit;
  const pausable = Form.useWatch('pausable', form) ?? rule.pausable;
  const changed = (part: Partial<Values>) => {
    if (part.clock) form.setFieldValue('startEvent', clockEvents[part.clock].starts[0]);
    if (part.unit && !isDayUnit(part.unit)) form.setFieldValue('dayEnd', 'midnight');
    const next = toRule(form.getFieldsValue(true) as Values);
    if (next) onChange(next);
  };
  return (
    <Form form={form} className="complaint-register" layout="vertical" size="small" onValuesChange={changed}>
      <div className="complaint-pair">
        <Form.Item {...field('code')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={40} disabled />
        </Form.Item>
        <Form.Item {...field('verification')}>
          <Select options={options(verificationWords, Object.keys(verificationWords))} />
        </Form.Item>
      </div>
      <Form.Item {...field('name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={120} />
      </Form.Item>
      <div className="complaint-pair">
        <Form.Item {...field('clock')}>
          <Select options={options(clockWords, clockKinds)} />
        </Form.Item>
        <Form.Item {...field('startEvent')}>
          <Select options={options(startWords, clockEvents[clock].starts)} />
        </Form.Item>
        <Form.Item {...field('startFrom')}>
          <TimePicker {...clockTime} placeholder={t('deadlineRule.any')} />
        </Form.Item>
        <Form.Item {...field('startUntil')} tooltip={t('deadlineRule.startUntilHint')}>
          <TimePicker {...clockTime} placeholder={t('deadlineRule.any')} />
        </Form.Item>
        <Form.Item {...field('amount')} rules={[{ required: true }]}>
          <InputNumber min={1} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item {...field('unit')}>
          <Select options={options(unitWords, termUnits)} />
        </Form.Item>
        <Form.Item {...field('extend')}>
          <Select options={options(extensionWords, termExtensions)} />
        </Form.Item>
        <Form.Item {...field('dayEnd')}>
          <Select disabled={!isDayUnit(unit)} options={options(dayEndWords, dayEnds)} />
        </Form.Item>
        <Form.Item {...field('measure')}>
          <Select options={options(measureWords, Object.keys(measureWords))} />
        </Form.Item>
        <Form.Item {...field('channels')}>
          <Select {...many} options={options(channelWords, complaintChannels)} placeholder={t('deadlineRule.any')} />
        </Form.Item>
        <Form.Item {...field('businesses')}>
          <Select {...many} options={options(businessWords, complaintBusinesses)} placeholder={t('deadlineRule.any')} />
        </Form.Item>
        <Form.Item {...field('grades')}>
          <Select {...many} options={options(gradeWords, customerGrades)} placeholder={t('deadlineRule.any')} />
        </Form.Item>
        <Form.Item {...field('category')}>
          <CodeTreeSelect allowClear treeData={categories} placeholder={t('deadlineRule.any')} />
        </Form.Item>
        <Form.Item {...field('area')}>
          <Select allowClear options={options(areaWords, areaKinds)} placeholder={t('deadlineRule.any')} />
        </Form.Item>
        <Form.Item {...field('province')}>
          <Select
            allowClear
            showSearch={listSearch}
            options={provinces.map((value) => {
              const label = provinceText(value, i18n.language);
              return { value, label, search: searchText(label) };
            })}
            placeholder={t('deadlineRule.any')}
          />
        </Form.Item>
        <Form.Item {...field('pausable')} valuePropName="checked">
          <Checkbox>{t('deadlineRule.pausableHint')}</Checkbox>
        </Form.Item>
        <Form.Item {...field('pauseReasons')}>
          <Select
            {...many}
            disabled={!pausable}
            options={options(pauseWords, suspendReasons)}
            placeholder={t('deadlineRule.everyPause')}
          />
        </Form.Item>
        <Form.Item {...field('effectiveFrom')}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item {...field('effectiveTo')}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item {...field('clause')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 3 }} maxLength={400} />
      </Form.Item>
      <Form.Item {...field('consequence')}>
        <Input maxLength={400} />
      </Form.Item>
    </Form>
  );
}

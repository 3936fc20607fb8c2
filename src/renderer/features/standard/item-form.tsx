import { CopyOutlined, EditOutlined, InfoCircleOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Segmented } from 'antd';
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { criticalSentence, ruleSentence } from '#shared/standard/rule.words.ts';
import { freshRule } from '#shared/standard/scorecard.edit.ts';
import type { ScorecardContent, ScorecardItem, ScoringRule } from '#shared/standard/scorecard.schema.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { BoundaryTable } from './boundary-table.tsx';
import { ClausePicker, ClauseText } from './clause-picker.tsx';
import { Field, ScaledField, TextField, withText } from './fields.tsx';
import type { ChangeItem } from './item-change.ts';
import { OtherRules } from './item-other-rules.tsx';
import { Wording } from './item-wording.tsx';
import { RuleCurve } from './rule-curve.tsx';
import { RuleForm } from './rule-form.tsx';
import { useWords } from './use-words.ts';

interface Props {
  readonly grades: ScorecardContent['grades'];
  readonly item: ScorecardItem;
  readonly isAward: boolean;
  /** the same item of the version the draft began from */
  readonly old: ScorecardItem | undefined;
  readonly names: { draft: string; old: string };
  readonly tried: number | null;
  /** counts up when the title is to be written */
  readonly focus: number;
  /** true once after each count */
  readonly takeFocus: () => boolean;
  readonly onChange: ChangeItem;
  onDuplicate(): void;
  onRestore(): void;
}

const baseKinds = [
  'deductPerOccurrence',
  'passFail',
  'rating',
  'linear',
  'bands',
  'interpolation',
  'meanAndMax',
] as const;

/** One item: what it is called, how it is scored, what it demands, and what the engine makes of it. */
export function ItemForm(props: Props) {
  const { grades, item, old, onChange, isAward } = props;
  const { t } = useTranslation();
  const words = useWords();
  const title = useRef<InputRef>(null);
  const { focus, takeFocus } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever it counts up
  useEffect(() => {
    if (takeFocus()) title.current?.focus();
  }, [focus, takeFocus]);
  const isChanged = old !== undefined && JSON.stringify(old) !== JSON.stringify(item);
  const { rule, fullPoints, notApplicable } = item;
  // what only the scoring depends on: the same object while texts are typed
  // biome-ignore lint/correctness/useExhaustiveDependencies: texts don't score
  const scoring = useMemo(() => item, [rule, fullPoints, notApplicable]);
  const setClause = useCallback((clause: ScorecardItem['clause']) => onChange({ clause }, 'clause'), [onChange]);
  const setRule = useCallback((next: ScoringRule) => onChange({ rule: next }, 'rule'), [onChange]);
  const hit = criticalSentence({ grades }, item, words);
  const name = item.title[words] || item.title.zh || t('standard.editor.untitled');
  return (
    <Panel
      className="std-middle"
      title={`${item.code} ${name}`}
      extra={
        <>
          {isChanged && (
            <StateTag tone="info" icon={<EditOutlined />}>
              {t('standard.editor.changed')}
            </StateTag>
          )}
          {props.names.old && !old && <StateTag tone="info">{t('standard.editor.new')}</StateTag>}
          <Button type="text" size="small" icon={<CopyOutlined />} onClick={props.onDuplicate}>
            {t('standard.editor.duplicate')}
          </Button>
          {isChanged && (
            <Button type="text" size="small" onClick={props.onRestore}>
              {t('standard.editor.restore', { version: props.names.old })}
            </Button>
          )}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="std-form" tabIndex={0} role="region" aria-label={name}>
        <div className="std-line">
          <TextField
            label={t('standard.columns.code')}
            width={72}
            maxLength={12}
            value={item.code}
            onChange={(code) => onChange({ code }, 'code')}
          />
          <Field label={t('standard.columns.item')} grow>
            {(id) => (
              <Input
                id={id}
                ref={title}
                maxLength={200}
                value={item.title.zh}
                onChange={(event) => onChange({ title: withText(item.title, 'zh', event.target.value) }, 'title')}
              />
            )}
          </Field>
          <ScaledField
            label={t('standard.columns.full')}
            width={92}
            value={item.fullPoints}
            unit={t('standard.points')}
            onChange={(fullPoints) => onChange({ fullPoints }, 'full')}
          />
          <ClausePicker clause={item.clause} onChange={setClause} />
        </div>
        <ClauseText clause={item.clause} onChange={setClause} />
        <KindChoice rule={rule} isAward={isAward} fullPoints={fullPoints} old={old?.rule} onChange={setRule} />
        <RuleForm rule={rule} fullPoints={fullPoints} onChange={setRule} />
        <div className="std-sentence">
          <InfoCircleOutlined />
          <span>
            <b>{ruleSentence(item, words)}</b>
            {words === 'zh' ? '。' : '. '}
            {t(`standard.policySentence.${item.notApplicable}`)}
            {hit && ` ${hit}${words === 'zh' ? '。' : '.'}`}
          </span>
        </div>
        <RuleCurve
          title={item.title[words] || item.title.zh}
          item={scoring}
          old={old}
          names={props.names}
          tried={props.tried}
        />
        <div className="std-two">
          <BoundaryTable item={scoring} />
          <OtherRules
            grades={grades}
            notApplicable={notApplicable}
            evidence={item.evidence}
            critical={item.critical}
            onChange={onChange}
          />
        </div>
        <Wording item={item} onChange={onChange} />
      </div>
    </Panel>
  );
}

const KindChoice = memo(function KindChoice({
  rule,
  isAward,
  fullPoints,
  old,
  onChange,
}: {
  rule: ScoringRule;
  isAward: boolean;
  fullPoints: number;
  old: ScoringRule | undefined;
  onChange(rule: ScoringRule): void;
}) {
  const { t } = useTranslation();
  const kinds: readonly ScoringRule['kind'][] = isAward ? ['award'] : baseKinds;
  return (
    <div className="std-field">
      <span className="std-label">{t('standard.columns.rule')}</span>
      <Segmented<ScoringRule['kind']>
        className="std-kinds"
        value={rule.kind}
        aria-label={t('standard.columns.rule')}
        options={kinds.map((kind) => ({ value: kind, label: t(`standard.kind.${kind}`) }))}
        onChange={(kind) => onChange(old?.kind === kind ? old : freshRule(kind, fullPoints))}
      />
    </div>
  );
});

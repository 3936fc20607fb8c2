import { Checkbox, DatePicker, Form, Input, Select, TreeSelect } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import {
  areaKinds,
  complaintBusinesses,
  complaintChannels,
  customerGrades,
} from '#shared/complaint/complaint.enums.ts';
import { areaWords } from '#shared/complaint/rule.words.ts';
import { CodeTreeSelect } from '../../ui/code-tree-select.tsx';
import { listSearch, searchText, treeSearch } from '../../ui/initials.ts';
import { useCatalogue, useUnitTree } from './catalogue.ts';

const choices = (list: readonly string[], labelOf: (value: string) => string) =>
  list.map((value) => {
    const label = labelOf(value);
    return { value, label, search: searchText(label) };
  });

/** What deadlines depend on, where it came in, where it goes; all but channel and first unit may be left open. */
export function RegisterFields() {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const units = useUnitTree();
  const { categories } = useCatalogue();
  const words = (list: readonly string[], group: string) => choices(list, (value) => t(`complaint.${group}.${value}`));
  return (
    <div className="complaint-pair">
      <Form.Item name="categoryCode" label={t('complaint.field.category')}>
        <CodeTreeSelect allowClear treeData={categories} />
      </Form.Item>
      <Form.Item name="channel" label={t('complaint.field.channel')} rules={[{ required: true }]}>
        <Select showSearch={listSearch} options={words(complaintChannels, 'channel')} />
      </Form.Item>
      <Form.Item name="business" label={t('complaint.field.business')}>
        <Select allowClear showSearch={listSearch} options={words(complaintBusinesses, 'business')} />
      </Form.Item>
      <Form.Item name="customerGrade" label={t('complaint.field.grade')}>
        <Select allowClear showSearch={listSearch} options={words(customerGrades, 'grade')} />
      </Form.Item>
      <Form.Item name="city" label={t('complaint.field.city')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="area" label={t('complaint.field.area')}>
        <Select
          allowClear
          showSearch={listSearch}
          options={choices(areaKinds, (value) => areaWords[value as keyof typeof areaWords][language])}
          placeholder={t('complaint.areaHint')}
        />
      </Form.Item>
      <Form.Item name="unitId" label={t('complaint.field.firstUnit')} rules={[{ required: true }]}>
        <TreeSelect showSearch={treeSearch} treeDefaultExpandAll treeData={units} />
      </Form.Item>
      <Form.Item name="assignTo" label={t('complaint.field.assignTo')}>
        <TreeSelect
          allowClear
          showSearch={treeSearch}
          treeDefaultExpandAll
          treeData={units}
          placeholder={t('common.optional')}
        />
      </Form.Item>
      <Form.Item name="receivedAt" label={t('complaint.field.receivedAt')}>
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          disabledDate={(day) => day.isAfter(dayjs(), 'day')}
          placeholder={t('complaint.receivedNow')}
          style={{ width: '100%' }}
        />
      </Form.Item>
      <Form.Item name="acknowledged" valuePropName="checked" label=" " colon={false}>
        <Checkbox>{t('complaint.field.acknowledged')}</Checkbox>
      </Form.Item>
    </div>
  );
}

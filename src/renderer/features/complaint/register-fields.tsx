import { Checkbox, DatePicker, Form, Input, Select, TreeSelect } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { complaintChannels } from '#shared/complaint/complaint.enums.ts';
import { CodeTreeSelect } from '../../ui/code-tree-select.tsx';
import { listSearch, treeSearch } from '../../ui/initials.ts';
import { useCatalogue, useUnitTree } from './catalogue.ts';
import { AreaField, BusinessField, choices, GradeField } from './fact-fields.tsx';

/** What deadlines depend on, where it came in, where it goes; all but channel and first unit may be left open. */
export function RegisterFields() {
  const { t } = useTranslation();
  const units = useUnitTree();
  const { categories } = useCatalogue();
  return (
    <div className="complaint-pair">
      <Form.Item name="categoryCode" label={t('complaint.field.category')}>
        <CodeTreeSelect allowClear treeData={categories} />
      </Form.Item>
      <Form.Item name="channel" label={t('complaint.field.channel')} rules={[{ required: true }]}>
        <Select
          showSearch={listSearch}
          options={choices(complaintChannels, (value) => t(`complaint.channel.${value}`))}
        />
      </Form.Item>
      <BusinessField />
      <GradeField />
      <Form.Item name="city" label={t('complaint.field.city')}>
        <Input maxLength={60} />
      </Form.Item>
      <AreaField />
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

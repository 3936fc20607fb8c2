import { skipToken, useQuery } from '@tanstack/react-query';
import { Form, Select, TreeSelect } from 'antd';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../rpc/client.ts';
import { listSearch, searchText, treeSearch } from '../../ui/initials.ts';
import { useUnitTree } from './catalogue.ts';

/** Where a complaint goes: the unit, and of its people the one who shall handle it, where somebody is named. */
export function HandlerFields() {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const unitId = Form.useWatch('unitId', form) as string | undefined;
  const people = useQuery(orpc.complaint.handlers.queryOptions({ input: unitId ? { unitId } : skipToken }));
  const options = (people.data ?? []).map(({ accountId, displayName, unitName }) => ({
    value: accountId,
    label: unitName ? `${displayName}（${unitName}）` : displayName,
    search: searchText(displayName),
  }));
  return (
    <div className="complaint-pair">
      <Form.Item name="unitId" label={t('complaint.field.unit')} rules={[{ required: true }]}>
        <TreeSelect
          showSearch={treeSearch}
          treeDefaultExpandAll
          treeData={useUnitTree()}
          onChange={() => form.setFieldValue('handlerId', undefined)}
        />
      </Form.Item>
      <Form.Item name="handlerId" label={t('complaint.field.handler')}>
        <Select
          allowClear
          showSearch={listSearch}
          disabled={!unitId}
          loading={people.isFetching}
          options={options}
          placeholder={t('complaint.anyHandler')}
        />
      </Form.Item>
    </div>
  );
}

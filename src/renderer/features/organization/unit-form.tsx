import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, Input, Select, Switch, TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { unitChannels, unitLevels, unitLines } from '#shared/kernel/levels.ts';
import type { UnitInput, UnitView } from '#shared/organization/organization.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { treeSearch } from '../../ui/initials.ts';
import { unitTree } from '../../ui/unit-tree.ts';

type Values = UnitInput & { isActive: boolean };

/** New unit, or changes to one. */
export function UnitForm({
  units,
  unit,
  parentId,
  onClose,
}: {
  units: readonly UnitView[];
  unit?: UnitView;
  parentId: string | null;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const tree = useMemo(() => unitTree(units), [units]);
  const save = useMutation({
    mutationFn: async (values: Values) => {
      const input = { ...values, parentId: values.parentId ?? null };
      if (unit) return client.organization.updateUnit({ ...input, unitId: unit.unitId });
      const { isActive: _, ...fields } = input;
      return client.organization.createUnit(fields);
    },
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: orpc.organization.key() });
      onClose();
    },
  });
  const options = (words: string, keys: readonly string[]) =>
    keys.map((value) => ({ value, label: t(`${words}.${value}`) }));
  const initial: Values = unit
    ? { ...unit }
    : { parentId, code: '', name: '', level: 'site', line: 'front', channel: 'none', isActive: true };
  const required = [{ required: true, message: t('common.required') }];
  return (
    <Drawer open title={t(unit ? 'organization.editUnit' : 'organization.createUnit')} onClose={onClose} size={400}>
      <Form<Values>
        layout="vertical"
        initialValues={initial}
        onFinish={(values) => save.mutate(values)}
        requiredMark={false}
      >
        <Form.Item name="name" label={t('common.name')} rules={required}>
          <Input autoFocus maxLength={80} />
        </Form.Item>
        <Form.Item name="code" label={t('common.code')} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="parentId" label={t('organization.parent')}>
          <TreeSelect treeData={tree} allowClear showSearch={treeSearch} placeholder={t('organization.top')} />
        </Form.Item>
        <Form.Item name="level" label={t('organization.level')}>
          <Select options={options('level', unitLevels)} />
        </Form.Item>
        <Form.Item name="line" label={t('organization.line')}>
          <Select options={options('line', unitLines)} />
        </Form.Item>
        <Form.Item name="channel" label={t('organization.channel')}>
          <Select options={options('channel', unitChannels)} />
        </Form.Item>
        {unit && (
          <Form.Item name="isActive" label={t('organization.isActive')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
        {save.error && <Alert type="error" showIcon title={errorText(save.error, t)} style={{ marginBottom: 12 }} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form>
    </Drawer>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, Input, Switch, TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffView, UnitView } from '#shared/organization/organization.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { treeSearch } from '../../ui/initials.ts';
import { unitTree } from '../../ui/unit-tree.ts';

interface Values {
  unitId: string;
  code: string;
  name: string;
  post: string;
  isActive: boolean;
}

/** New person, or changes to one. */
export function StaffForm({
  units,
  staff,
  unitId,
  onClose,
}: {
  units: readonly UnitView[];
  staff?: StaffView;
  unitId?: string | undefined;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const tree = useMemo(() => unitTree(units), [units]);
  const save = useMutation({
    mutationFn: (values: Values) => {
      const { isActive, ...fields } = { ...values, post: values.post ?? '' };
      return staff
        ? client.organization.updateStaff({ ...fields, isActive, staffId: staff.staffId })
        : client.organization.createStaff(fields);
    },
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: orpc.organization.key() });
      onClose();
    },
  });
  const required = [{ required: true, message: t('common.required') }];
  return (
    <Drawer open title={t(staff ? 'organization.editStaff' : 'organization.createStaff')} onClose={onClose} size={400}>
      <Form<Values>
        layout="vertical"
        initialValues={staff ?? { ...(unitId ? { unitId } : {}), isActive: true }}
        onFinish={(values) => save.mutate(values)}
        requiredMark={false}
      >
        <Form.Item name="name" label={t('organization.staffName')} rules={required}>
          <Input autoFocus maxLength={40} />
        </Form.Item>
        <Form.Item name="code" label={t('organization.staffCode')} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="unitId" label={t('common.unit')} rules={required}>
          <TreeSelect treeData={tree} showSearch={treeSearch} />
        </Form.Item>
        <Form.Item name="post" label={t('organization.post')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="isActive" label={t('organization.isActive')} valuePropName="checked" hidden={!staff}>
          <Switch />
        </Form.Item>
        {save.error && <Alert type="error" showIcon title={errorText(save.error, t)} style={{ marginBottom: 12 }} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form>
    </Drawer>
  );
}

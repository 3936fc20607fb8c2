import { PaperClipOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostAppealFiles } from '#shared/inspection/appeal.schema.ts';
import { scoreSheet } from '#shared/inspection/inspection.rules.ts';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { usePreferences } from '../../app/preferences.tsx';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';

/** A unit objects to one item of its published sheet; items that lost points come first. */
export function AppealForm({ detail, onClose }: { detail: InspectionDetail; onClose(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const language = usePreferences().language === 'en' ? 'en' : 'zh';
  const { content } = detail.card;
  const options = useMemo(() => {
    const lost = new Map(scoreSheet(content, detail.entries).items.map((item) => [item.code, item.lostPoints]));
    return content.sections
      .flatMap((section) => section.items)
      .sort((a, b) => (lost.get(b.code) ?? 0) - (lost.get(a.code) ?? 0))
      .map((item) => {
        const points = lost.get(item.code) ?? 0;
        const off = points > 0 ? `　${t('appeal.form.lost', { points: formatPoints(points) })}` : '';
        return { value: item.code, label: `${item.code} ${item.title[language]}${off}` };
      });
  }, [content, detail.entries, language, t]);
  const [itemCode, setItemCode] = useState<string>();
  const [grounds, setGrounds] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const raise = useMutation({
    mutationFn: () =>
      client.inspection.raiseAppeal({
        inspectionId: detail.inspectionId,
        itemCode: itemCode ?? '',
        grounds,
        files: files.map((file) => ({ name: file.name, file })),
      }),
    onSuccess: async (appeal) => {
      message.success(t('appeal.form.sent', { number: appeal.number, day: appeal.decideBy }), 6);
      await queries.invalidateQueries();
      onClose();
    },
  });
  const isReady = itemCode !== undefined && grounds.trim().length >= 10;
  const add = (list: FileList | null) =>
    setFiles((before) => [...before, ...Array.from(list ?? [])].slice(0, mostAppealFiles));
  return (
    <Modal
      open
      width={620}
      title={t('appeal.form.title', { number: detail.number })}
      okText={t('appeal.form.send')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={raise.isPending}
      onOk={() => raise.mutate()}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t('appeal.form.item')} htmlFor="appeal-item">
          <Select
            id="appeal-item"
            aria-label={t('appeal.form.item')}
            showSearch={{ optionFilterProp: 'label' }}
            autoFocus
            {...(itemCode === undefined ? {} : { value: itemCode })}
            onChange={setItemCode}
            options={options}
          />
        </Form.Item>
        <Form.Item label={t('appeal.form.grounds')} htmlFor="appeal-grounds">
          <Input.TextArea
            id="appeal-grounds"
            rows={4}
            maxLength={2000}
            showCount
            value={grounds}
            onChange={(event) => setGrounds(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('appeal.form.files')}>
          <input
            ref={picker}
            type="file"
            multiple
            style={{ display: 'none' }}
            accept="image/*,audio/*,video/*,application/pdf"
            aria-label={t('appeal.form.choose')}
            onChange={(event) => {
              add(event.target.files);
              event.target.value = '';
            }}
          />
          <Button icon={<PaperClipOutlined />} onClick={() => picker.current?.click()}>
            {t('appeal.form.choose')}
          </Button>
          <ul className="appeal-files">
            {files.map((file, index) => (
              <li key={`${file.name}-${file.size}-${file.lastModified}`}>
                {file.name}{' '}
                <Button
                  size="small"
                  type="text"
                  aria-label={t('appeal.form.remove', { name: file.name })}
                  onClick={() => setFiles((before) => before.filter((_, at) => at !== index))}
                >
                  ×
                </Button>
              </li>
            ))}
          </ul>
        </Form.Item>
        {raise.error && <Alert type="error" showIcon title={errorText(raise.error, t)} />}
      </Form>
    </Modal>
  );
}

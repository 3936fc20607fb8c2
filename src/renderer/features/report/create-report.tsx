import { useQueryClient } from '@tanstack/react-query';
import { Form, InputNumber, Modal, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makePeriod, type PeriodKind } from '#shared/kernel/period.ts';
import { periodName } from '#shared/report/report.words.ts';
import { usePeriodScope } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { useStartedJob } from '../../app/use-started-job.ts';
import { client, orpc } from '../../rpc/client.ts';
import { JobBar } from './job-bar.tsx';

const kinds: readonly PeriodKind[] = ['month', 'quarter', 'half', 'year'];
const counts: Record<PeriodKind, number> = { month: 12, quarter: 4, half: 2, year: 1 };

/** Chooses the period of a new report; begins at the quarter of the window's period. */
export function CreateReport({ onClose, onCreated }: { onClose(): void; onCreated(reportId: string): void }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const queries = useQueryClient();
  const { period, unitId } = usePeriodScope();
  const [kind, setKind] = useState<PeriodKind>(period.kind === 'month' ? 'quarter' : period.kind);
  const [year, setYear] = useState(period.year);
  const [index, setIndex] = useState(period.kind === 'month' ? Math.ceil(period.index / 3) : period.index);
  const chosen = makePeriod(kind, year, Math.min(index, counts[kind]));
  const words = language === 'en' ? 'en' : 'zh';
  const create = useStartedJob(async ({ reportId }) => {
    await queries.invalidateQueries({ queryKey: orpc.report.key() });
    onCreated(String(reportId));
  });
  const cancel = () => (create.isRunning ? create.cancel() : onClose());
  return (
    <Modal
      open
      title={t('report.create')}
      okText={t('report.create')}
      okButtonProps={{ loading: create.isRunning }}
      cancelButtonProps={{ disabled: create.isRunning }}
      onOk={() => create.start(() => client.report.create({ periodKey: chosen.key, unitId }))}
      onCancel={cancel}
    >
      <p className="t3">{t('report.createHint')}</p>
      <Form layout="vertical">
        <Form.Item label={t('report.period')}>
          <Segmented
            value={kind}
            onChange={(value) => setKind(value as PeriodKind)}
            options={kinds.map((value) => ({ value, label: t(`report.kind.${value}`) }))}
          />
        </Form.Item>
        <div className="report-period">
          <InputNumber
            aria-label={t('report.year')}
            value={year}
            min={2000}
            max={2100}
            onChange={(value) => setYear(value ?? year)}
          />
          {counts[kind] > 1 && (
            <Select
              aria-label={t('report.period')}
              value={chosen.index}
              onChange={setIndex}
              style={{ width: 180 }}
              options={Array.from({ length: counts[kind] }, (_, i) => ({
                value: i + 1,
                label: periodName(makePeriod(kind, year, i + 1), words),
              }))}
            />
          )}
          <span className="t3">
            {chosen.startOn} – {chosen.endOn}
          </span>
        </div>
      </Form>
      <JobBar job={create} text={t('report.taking')} />
    </Modal>
  );
}

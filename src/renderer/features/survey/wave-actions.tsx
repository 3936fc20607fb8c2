import { DownloadOutlined, EditOutlined, ImportOutlined, LockOutlined, UnlockOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { WaveResults } from '#shared/survey/survey.schema.ts';
import { usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { count } from './survey.format.ts';
import { WaveDrawer } from './wave-drawer.tsx';

/** The acts of a wave: import while it is open, lock, unlock with a reason, export. */
export function WaveActions({ results }: { results: WaveResults }) {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const [edit, setEdit] = useUrlState('edit');
  const { wave } = results;
  const isOpen = wave.state === 'open';
  return (
    <>
      {may('survey:write') && isOpen && (
        <Button icon={<EditOutlined />} onClick={() => setEdit('1')}>
          {t('survey.wave.edit')}
        </Button>
      )}
      {may('survey:write') && <LockButton results={results} />}
      <ExportButton results={results} />
      {may('survey:import') && isOpen && (
        <Button
          type="primary"
          icon={<ImportOutlined />}
          onClick={() => navigate(scoped('/import/submission', { wave: wave.waveId }))}
        >
          {t('survey.wave.import')}
        </Button>
      )}
      <WaveDrawer isOpen={edit !== '' && isOpen} wave={wave} onClose={() => setEdit(undefined)} onSaved={() => {}} />
    </>
  );
}

function LockButton({ results }: { results: WaveResults }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const [reason, setReason] = useState('');
  const { waveId, name, state, submissions } = results.wave;
  const done = {
    onSuccess: () => queries.invalidateQueries({ queryKey: orpc.survey.key() }),
    onError: (error: unknown) => void message.error(errorText(error, t)),
  };
  const lock = useMutation({ mutationFn: () => client.survey.lockWave({ waveId }), ...done });
  const unlock = useMutation({
    mutationFn: () => client.survey.unlockWave({ waveId, reason: reason.trim() }),
    ...done,
  });
  if (state === 'open') {
    const title = t('survey.wave.lockTitle', { name });
    const ask = () =>
      modal.confirm({
        title,
        content: t('survey.wave.lockText', { count: count(submissions) }),
        okText: t('survey.wave.lock'),
        onOk: () => lock.mutateAsync(),
      });
    return (
      <Button icon={<LockOutlined />} disabled={submissions === 0} onClick={ask}>
        {t('survey.wave.lock')}
      </Button>
    );
  }
  const confirm = async () => {
    await unlock.mutateAsync();
    setAsks(false);
    setReason('');
  };
  return (
    <>
      <Button icon={<UnlockOutlined />} onClick={() => setAsks(true)}>
        {t('survey.wave.unlock')}
      </Button>
      <Modal
        open={asks}
        title={t('survey.wave.unlockTitle', { name })}
        okText={t('survey.wave.unlock')}
        okButtonProps={{ disabled: reason.trim() === '', loading: unlock.isPending }}
        onOk={() => void confirm().catch(() => {})}
        onCancel={() => setAsks(false)}
      >
        <p>{t('survey.wave.unlockText')}</p>
        <Input
          aria-label={t('survey.wave.reason')}
          placeholder={t('survey.wave.reason')}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}

function ExportButton({ results }: { results: WaveResults }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { unitId } = usePeriodScope();
  const { language: chosen } = usePreferences();
  const [compare] = useUrlState('compare');
  const [dimension] = useUrlState('dimension', 'unit');
  const { waveId, submissions } = results.wave;
  const language = chosen === 'en' ? 'en' : 'zh';
  const start = async (key: string) => {
    try {
      if (key === 'results')
        await client.survey.exportResults({ waveId, unitId, compareWaveId: compare || undefined, dimension, language });
      else await client.survey.exportSubmissions({ waveId, filter: { unitId }, language });
      message.success(t('survey.wave.exportStarted'));
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  const items = [
    { key: 'results', label: t('survey.wave.exportResults') },
    { key: 'submissions', label: t('survey.wave.exportSubmissions') },
  ];
  return (
    <Dropdown trigger={['click']} disabled={submissions === 0} menu={{ items, onClick: ({ key }) => void start(key) }}>
      <Button icon={<DownloadOutlined />}>{t('survey.wave.export')}</Button>
    </Dropdown>
  );
}

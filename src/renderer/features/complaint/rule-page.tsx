import { DownloadOutlined, EditOutlined, PlusOutlined, SwapOutlined, UploadOutlined } from '@ant-design/icons';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ruleFaultWords } from '#shared/complaint/complaint.words.ts';
import { provinceText } from '#shared/complaint/province.ts';
import type { DeadlineRuleInput, RuleProblem } from '#shared/complaint/rule.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { saveFileAs, uploadFile } from '../../rpc/files.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryFault } from '../../ui/query-fault.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import './complaint.css';
import './rule.css';
import { emptyRule, RuleForm } from './rule-form.tsx';
import { RuleGrid } from './rule-grid.tsx';
import { MoveModal, PublishModal } from './rule-publish.tsx';
import { faultsByCode, ruleChanges, useRuleDraft } from './use-rule-draft.ts';

const none: readonly DeadlineRuleInput[] = [];

/** 时限规则: the rules of an edition, and a draft of the next one. */
export default function RulePage() {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const may = useMay();
  const { message } = App.useApp();
  const [chosen, setChosen] = useUrlState('edition');
  const [open, setOpen] = useUrlState('rule');
  const { draft, keep } = useRuleDraft();
  const [modal, setModal] = useState<'publish' | 'move' | 'add' | null>(null);
  const [problems, setProblems] = useState<RuleProblem[]>([]);
  const file = useRef<HTMLInputElement>(null);
  const editions = useQuery(orpc.complaint.ruleEditions.queryOptions({ input: {} }));
  const newest = editions.data?.[0]?.number;
  const number = chosen ? Number(chosen) : newest;
  const shown = draft?.basedOn ?? number;
  const stored = useQuery(
    orpc.complaint.rules.queryOptions({ input: shown === undefined ? skipToken : { edition: shown } }),
  );
  const { data: policy } = useQuery(orpc.complaint.policy.queryOptions({ input: {} }));
  const before = stored.data ?? none;
  const rules = draft?.rules ?? before;
  const changes = useMemo(() => ruleChanges(before, rules), [before, rules]);
  const faults = useMemo(() => faultsByCode(rules), [rules]);
  const rule = rules.find((one) => one.code === open);
  const mayWrite = may('complaint:configure');
  const head = editions.data?.find((one) => one.number === shown);
  const change = (next: readonly DeadlineRuleInput[]) => draft && keep({ ...draft, rules: [...next] });
  const fail = (error: unknown) => message.error(errorText(error, t));
  const read = async (chosenFile: File) => {
    try {
      const answer = await client.complaint.readRules(await uploadFile(chosenFile));
      if (answer.problems.length > 0) setProblems(answer.problems);
      else if (newest !== undefined) keep({ basedOn: newest, rules: answer.rules });
    } catch (error) {
      fail(error);
    }
  };
  const faultOf = (code: string) => {
    const found = faults.get(code);
    return found ? `${ruleFaultWords[found.fault][language]}${found.other ? ` (${found.other})` : ''}` : null;
  };
  const elsewhere = rules.filter((one) => one.province !== null && policy && one.province !== policy.province).length;
  const waiting = editions.data?.some((one) => one.open > 0 && one.number !== newest) ?? false;
  return (
    <div className="page">
      <PageHead
        title={t('deadlineRule.title')}
        detail={
          draft
            ? t('deadlineRule.draftOf', { number: draft.basedOn, count: changes.size })
            : head && t('deadlineRule.detail', { count: head.rules, open: head.open })
        }
      >
        {draft ? (
          <>
            <Button onClick={() => keep(null)}>{t('deadlineRule.discard')}</Button>
            <Button icon={<PlusOutlined />} onClick={() => setModal('add')}>
              {t('deadlineRule.add')}
            </Button>
            <Button
              type="primary"
              disabled={changes.size === 0 || faults.size > 0}
              title={faults.size > 0 ? t('deadlineRule.faulty') : undefined}
              onClick={() => setModal('publish')}
            >
              {t('deadlineRule.publish')}
            </Button>
          </>
        ) : (
          <>
            {number !== undefined && (
              <Button
                icon={<DownloadOutlined />}
                onClick={() =>
                  client.complaint
                    .exportRules({ edition: number, language })
                    .then(({ fileId }) => saveFileAs(fileId))
                    .catch(fail)
                }
              >
                {t('deadlineRule.export')}
              </Button>
            )}
            {mayWrite && (
              <Button icon={<UploadOutlined />} onClick={() => file.current?.click()}>
                {t('common.import')}
              </Button>
            )}
            {may('complaint:approve') && waiting && (
              <Button icon={<SwapOutlined />} onClick={() => setModal('move')}>
                {t('deadlineRule.move')}
              </Button>
            )}
            {mayWrite && newest !== undefined && (
              <Button
                type="primary"
                icon={<EditOutlined />}
                disabled={!stored.data || number !== newest}
                title={number !== newest ? t('deadlineRule.onlyNewest') : undefined}
                onClick={() => keep({ basedOn: newest, rules: [...before] })}
              >
                {t('deadlineRule.edit')}
              </Button>
            )}
          </>
        )}
      </PageHead>
      <input
        ref={file}
        type="file"
        hidden
        accept=".xlsx,.xls,.csv"
        aria-label={t('common.import')}
        onChange={(event) => {
          const picked = event.target.files?.[0];
          event.target.value = '';
          if (picked) read(picked);
        }}
      />
      <div className="rule-bar">
        {!draft && (
          <Select
            aria-label={t('deadlineRule.edition')}
            style={{ width: 260 }}
            value={number}
            onChange={(value) => setChosen(value === newest ? undefined : String(value))}
            options={(editions.data ?? []).map((one) => ({
              value: one.number,
              label: t('deadlineRule.editionOf', { number: one.number, at: formatInstant(one.createdAt).slice(0, 10) }),
            }))}
          />
        )}
        <span className="t3 fs el">
          {head?.note
            ? t('deadlineRule.noteOf', { note: head.note, person: head.accountName })
            : t('deadlineRule.hint')}
        </span>
        {elsewhere > 0 && policy && (
          <>
            <span className="sp" />
            <span className="fs wa nw">
              {policy.province
                ? t('deadlineRule.otherProvince', {
                    count: elsewhere,
                    province: provinceText(policy.province, i18n.language),
                  })
                : t('deadlineRule.noProvince', { count: elsewhere })}{' '}
              {mayWrite && <Link to="/system?tab=complaint">{t('deadlineRule.setProvince')}</Link>}
            </span>
          </>
        )}
      </div>
      {draft && newest !== undefined && draft.basedOn !== newest && (
        <Alert type="warning" showIcon banner title={t('errors.COMPLAINT_RULES_CHANGED', { edition: newest })} />
      )}
      <div className="complaint-work">
        <Panel style={{ flex: 1, minWidth: 0 }} foot={t('deadlineRule.foot')}>
          <QueryFault query={editions.error ? editions : stored} />
          {!stored.data && !stored.error && <Skeleton rows={10} />}
          {stored.data && (
            <RuleGrid
              rules={rules}
              changes={changes}
              faults={faults}
              selected={open}
              onOpen={(code) => setOpen(code)}
            />
          )}
        </Panel>
        {rule && (
          <RuleForm
            rule={rule}
            fault={faultOf(rule.code)}
            editable={draft !== null}
            onChange={(next) => change(rules.map((one) => (one.code === rule.code ? next : one)))}
            onRemove={() => {
              change(rules.filter((one) => one.code !== rule.code));
              setOpen(undefined);
            }}
            onClose={() => setOpen(undefined)}
          />
        )}
      </div>
      {modal === 'publish' && draft && (
        <PublishModal
          draft={draft}
          changes={changes}
          onClose={() => setModal(null)}
          onDone={(edition) => {
            setModal(null);
            keep(null);
            setChosen(undefined);
            message.success(t('deadlineRule.published', { number: edition }));
          }}
        />
      )}
      {modal === 'move' && editions.data && <MoveModal editions={editions.data} onClose={() => setModal(null)} />}
      {modal === 'add' && (
        <AddModal
          taken={rules.map((one) => one.code)}
          onClose={() => setModal(null)}
          onAdd={(code) => {
            change([...rules, emptyRule(code)]);
            setModal(null);
            setOpen(code);
          }}
        />
      )}
      <Modal
        open={problems.length > 0}
        title={t('deadlineRule.problems', { count: problems.length })}
        footer={null}
        width={640}
        onCancel={() => setProblems([])}
      >
        <ul className="rule-changes">
          {problems.slice(0, 200).map((one) => (
            <li key={`${one.row}-${one.code}-${one.zh}`}>
              {t('deadlineRule.problem', { row: one.row, code: one.code, what: one[language] })}
            </li>
          ))}
        </ul>
      </Modal>
    </div>
  );
}

/** The code of a new rule: it names the rule for ever, so it is asked for first. */
function AddModal({ taken, onClose, onAdd }: { taken: readonly string[]; onClose(): void; onAdd(code: string): void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const free = code.trim() !== '' && !taken.includes(code.trim());
  return (
    <Modal
      open
      title={t('deadlineRule.add')}
      okText={t('common.ok')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !free }}
      onOk={() => onAdd(code.trim())}
      onCancel={onClose}
    >
      <Input
        autoFocus
        value={code}
        maxLength={40}
        placeholder={t('deadlineRule.field.code')}
        aria-label={t('deadlineRule.field.code')}
        status={taken.includes(code.trim()) ? 'error' : undefined}
        onChange={(event) => setCode(event.target.value)}
        onPressEnter={() => free && onAdd(code.trim())}
      />
    </Modal>
  );
}

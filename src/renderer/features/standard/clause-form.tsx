import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Checkbox, DatePicker, Input, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayOf } from '#shared/kernel/dates.ts';
import { limitsText, parseLimits } from '#shared/standard/clause.rules.ts';
import {
  type ClauseContent,
  type ClauseEditionView,
  clauseAudiences,
  clauseClasses,
  clauseContent,
  clausePromises,
  type LimitUnit,
  limitUnits,
} from '#shared/standard/clause.schema.ts';
import { limitUnitWords } from '#shared/standard/standard.words.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { ChoiceField, Field, TextField } from './fields.tsx';
import { useWords } from './use-words.ts';

const blank: ClauseContent = {
  code: '',
  audience: 'household',
  class: 'timeLimit',
  promise: 'outside',
  titleZh: '',
  titleEn: '',
  textZh: '',
  textEn: '',
  sourceTitle: '',
  sourceNumber: '',
  article: '',
  limitUnit: null,
  limits: [],
  effectiveOn: '',
  expiresOn: null,
  isVerified: false,
};

function beginning(from: ClauseEditionView | undefined): ClauseContent {
  const today = dayOf(Date.now());
  if (!from) return { ...blank, effectiveOn: today };
  const { clauseEditionId: _i, edition: _e, lastOn: _l, publishedBy: _b, publishedAt: _a, ...content } = from;
  // a new edition begins after the one before at the earliest
  const effectiveOn = from.effectiveOn < today ? today : addDays(from.effectiveOn, 1);
  return { ...content, effectiveOn, expiresOn: null };
}

/** A new clause, or the next edition of one. */
export function ClauseForm({
  from,
  onClose,
  onDone,
}: {
  from?: ClauseEditionView;
  onClose(): void;
  onDone(code: string): void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const queries = useQueryClient();
  const [content, setContent] = useState(() => beginning(from));
  const [limits, setLimits] = useState(() => limitsText(from?.limits ?? [], words));
  const read = parseLimits(limits);
  const patch = (part: Partial<ClauseContent>) => setContent((before) => ({ ...before, ...part }));
  const whole = clauseContent.safeParse({ ...content, limits: 'limits' in read ? read.limits : [] });
  const isReady = whole.success && 'limits' in read && (read.limits.length === 0 || content.limitUnit !== null);
  const save = useMutation({
    mutationFn: async () => {
      if (!whole.success) return;
      await (from ? client.standard.addClauseEdition(whole.data) : client.standard.createClause(whole.data));
      await queries.invalidateQueries({ queryKey: orpc.standard.key() });
      onDone(whole.data.code);
      onClose();
    },
  });
  const choices = <T extends string>(values: readonly T[], name: string) =>
    Object.fromEntries(values.map((value) => [value, t(`standard.${name}.${value as string}`)])) as Record<T, string>;
  return (
    <Modal
      open
      width={680}
      title={
        from
          ? t('standard.clause.editionTitle', { code: from.code, version: from.edition + 1 })
          : t('standard.clause.createTitle')
      }
      okText={t('standard.clause.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !isReady, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="std-modal">
        {save.error && <Alert type="error" title={errorText(save.error, t)} showIcon />}
        <div className="std-line">
          {from ? null : (
            <TextField
              label={t('standard.clause.code')}
              width={140}
              maxLength={40}
              value={content.code}
              onChange={(code) => patch({ code: code.trim() })}
            />
          )}
          <TextField
            label={t('standard.clause.title')}
            grow
            maxLength={120}
            value={content.titleZh}
            onChange={(titleZh) => patch({ titleZh })}
          />
        </div>
        <div className="std-line">
          <ChoiceField
            label={t('standard.clause.audience')}
            grow
            value={content.audience}
            words={choices(clauseAudiences, 'audience')}
            onChange={(audience) => patch({ audience })}
          />
          <ChoiceField
            label={t('standard.clause.class')}
            grow
            value={content.class}
            words={choices(clauseClasses, 'class')}
            onChange={(value) => patch({ class: value })}
          />
          <ChoiceField
            label={t('standard.clause.promise')}
            grow
            value={content.promise}
            words={choices(clausePromises, 'promise')}
            onChange={(promise) => patch({ promise })}
          />
        </div>
        <TextField
          label={t('standard.clause.text')}
          rows={6}
          maxLength={2000}
          value={content.textZh}
          onChange={(textZh) => patch({ textZh })}
        />
        <div className="std-line">
          <TextField
            label={t('standard.clause.source')}
            grow
            maxLength={200}
            value={content.sourceTitle}
            onChange={(sourceTitle) => patch({ sourceTitle })}
          />
          <TextField
            label={t('standard.clause.number')}
            width={170}
            maxLength={80}
            value={content.sourceNumber}
            onChange={(sourceNumber) => patch({ sourceNumber })}
          />
          <TextField
            label={t('standard.clause.article')}
            width={110}
            maxLength={80}
            value={content.article}
            onChange={(article) => patch({ article })}
          />
        </div>
        <div className="std-line">
          <Field label={t('standard.clause.unit')} width={110}>
            {(id) => (
              <Select<LimitUnit | ''>
                id={id}
                aria-label={t('standard.clause.unit')}
                value={content.limitUnit ?? ''}
                style={{ width: '100%' }}
                onChange={(unit) => patch({ limitUnit: unit === '' ? null : unit })}
                options={[
                  { value: '', label: '—' },
                  ...limitUnits.map((value) => ({ value, label: limitUnitWords[value][words] })),
                ]}
              />
            )}
          </Field>
          <Field label={t('standard.clause.limits')} grow>
            {(id) => (
              <Input
                id={id}
                value={limits}
                status={'bad' in read ? 'error' : ''}
                onChange={(event) => setLimits(event.target.value)}
              />
            )}
          </Field>
        </div>
        <span className={'bad' in read ? 'er fs' : 't3 fs'}>
          {'bad' in read ? t('standard.clause.limitsBad', { text: read.bad }) : t('standard.clause.limitsHint')}
        </span>
        <div className="std-line">
          <Field label={t('standard.clause.effectiveOn')} width={150}>
            {(id) => (
              <DatePicker
                id={id}
                allowClear={false}
                value={dayjs(content.effectiveOn)}
                onChange={(day) => patch({ effectiveOn: dayjs(day).format('YYYY-MM-DD') })}
              />
            )}
          </Field>
          <Field label={t('standard.clause.expiresOn')} width={150}>
            {(id) => (
              <DatePicker
                id={id}
                value={content.expiresOn === null ? null : dayjs(content.expiresOn)}
                onChange={(day) => patch({ expiresOn: day ? dayjs(day).format('YYYY-MM-DD') : null })}
              />
            )}
          </Field>
          <div className="std-field std-check">
            <Checkbox checked={content.isVerified} onChange={(event) => patch({ isVerified: event.target.checked })}>
              {t('standard.clause.verifiedHint')}
            </Checkbox>
          </div>
        </div>
        <details className="std-wording">
          <summary>{t('standard.clause.english')}</summary>
          <TextField
            label={t('standard.editor.titleEn')}
            maxLength={200}
            value={content.titleEn}
            onChange={(titleEn) => patch({ titleEn })}
          />
          <TextField
            label={t('standard.clause.textEn')}
            rows={4}
            maxLength={4000}
            value={content.textEn}
            onChange={(textEn) => patch({ textEn })}
          />
        </details>
      </div>
    </Modal>
  );
}

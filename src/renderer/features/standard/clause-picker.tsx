import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClauseEditionView } from '#shared/standard/clause.schema.ts';
import type { ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Field, TextField, withText } from './fields.tsx';
import { useWords } from './use-words.ts';

type Clause = ScorecardItem['clause'];

/** What an item keeps of an edition: it stays readable even where the library can't be reached. */
export function clauseOf(
  code: string,
  edition: Pick<ClauseEditionView, 'edition' | 'textZh' | 'textEn' | 'sourceTitle' | 'sourceNumber' | 'article'>,
): Clause {
  const source = [edition.sourceTitle, edition.sourceNumber, edition.article].filter(Boolean).join(' ');
  return {
    code,
    edition: edition.edition,
    text: { zh: edition.textZh, en: edition.textEn || edition.textZh },
    source: { zh: source, en: source },
  };
}

/** The clause an item checks: an edition of the library, or what was written before there was one. */
export const ClausePicker = memo(function ClausePicker({
  clause,
  onChange,
}: {
  clause: Clause;
  onChange(clause: Clause): void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const library = useQuery(orpc.standard.clauses.queryOptions({ input: {}, staleTime: 60_000 }));
  const options = useMemo(() => {
    const known = (library.data ?? []).map((each) => ({
      value: each.code,
      label: `${each.code} ${(words === 'en' && each.titleEn) || each.titleZh}`,
    }));
    return clause.code === '' || known.some((each) => each.value === clause.code)
      ? known
      : [{ value: clause.code, label: t('standard.clause.outside', { code: clause.code }) }, ...known];
  }, [library.data, clause.code, words, t]);
  const chosen = library.data?.find((each) => each.code === clause.code);
  const pickEdition = async (edition: number) => {
    const detail = await client.standard.clause({ code: clause.code });
    const found = detail.editions.find((each) => each.edition === edition);
    if (found) onChange(clauseOf(clause.code, found));
  };
  return (
    <>
      <Field label={t('standard.editor.clause')} width={196}>
        {(id) => (
          <Select
            id={id}
            aria-label={t('standard.editor.clause')}
            showSearch={{ optionFilterProp: 'label' }}
            value={clause.code || null}
            placeholder={t('standard.editor.chooseClause')}
            options={options}
            popupMatchSelectWidth={360}
            style={{ width: '100%' }}
            loading={library.isPending}
            onChange={(code) => {
              const found = library.data?.find((each) => each.code === code);
              if (found) onChange(clauseOf(found.code, found));
            }}
          />
        )}
      </Field>
      {library.error && <ErrorPanel error={library.error} onRetry={() => library.refetch()} />}
      {chosen && (
        <Field label={t('standard.clause.edition')} width={92}>
          {(id) => (
            <Select
              id={id}
              aria-label={t('standard.clause.edition')}
              value={clause.edition ?? 0}
              style={{ width: '100%' }}
              onChange={(edition) => pickEdition(edition)}
              options={[
                ...(clause.edition === undefined ? [{ value: 0, label: t('standard.clause.noEdition') }] : []),
                ...Array.from({ length: chosen.editions }, (_each, i) => ({
                  value: i + 1,
                  label: t('standard.version', { version: i + 1 }),
                })),
              ]}
            />
          )}
        </Field>
      )}
    </>
  );
});

/** The wording of a clause that the library doesn't hold; that of an edition is shown and not changed. */
export const ClauseText = memo(function ClauseText({
  clause,
  onChange,
}: {
  clause: Clause;
  onChange(clause: Clause): void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  if (clause.edition !== undefined)
    return (
      <p className="std-clause fs t2">
        {clause.text[words] || clause.text.zh} <span className="t3">{clause.source[words] || clause.source.zh}</span>
      </p>
    );
  return (
    <div className="std-line">
      <TextField
        label={t('standard.clause.code')}
        width={92}
        maxLength={40}
        value={clause.code}
        onChange={(code) => onChange({ ...clause, code })}
      />
      <TextField
        label={t('standard.clause.text')}
        grow
        rows={3}
        value={clause.text.zh}
        onChange={(zh) => onChange({ ...clause, text: withText(clause.text, 'zh', zh) })}
      />
      <TextField
        label={t('standard.clause.source')}
        width={170}
        value={clause.source.zh}
        onChange={(zh) => onChange({ ...clause, source: withText(clause.source, 'zh', zh) })}
      />
    </div>
  );
});

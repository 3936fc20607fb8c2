import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { businessWords, channelWords, gradeWords, type Words } from '#shared/complaint/complaint.words.ts';
import { provinceText } from '#shared/complaint/province.ts';
import type { DeadlineRuleInput } from '#shared/complaint/rule.schema.ts';
import { areaWords, clockWords, limitInWords, windowInWords } from '#shared/complaint/rule.words.ts';
import { Grid } from '../../ui/grid.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { useCatalogue } from './catalogue.ts';
import type { RuleChange } from './use-rule-draft.ts';

type Cell = ICellRendererParams<DeadlineRuleInput>;
const tones = { added: 'good', changed: 'warning', removed: 'neutral' } as const;
const marks = { verified: 'good', pending: 'warning', example: 'info' } as const;

/** For whom a rule speaks, in words; nothing means everybody. */
export function conditionText(
  rule: DeadlineRuleInput,
  language: 'zh' | 'en',
  categoryName: (code: string) => string,
): string {
  const words = (table: Readonly<Record<string, Words>>, list: readonly string[] | null) =>
    list?.map((one) => table[one]?.[language] ?? one).join(language === 'zh' ? '、' : ', ');
  return [
    rule.province && provinceText(rule.province, language),
    words(channelWords, rule.channels),
    words(businessWords, rule.businesses),
    words(gradeWords, rule.grades),
    rule.area && areaWords[rule.area][language],
    rule.category && categoryName(rule.category),
    windowInWords(rule, language),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The rules of an edition or of a draft. */
export function RuleGrid({
  rules,
  changes,
  faults,
  selected,
  onOpen,
}: {
  rules: readonly DeadlineRuleInput[];
  changes: ReadonlyMap<string, RuleChange>;
  faults: ReadonlyMap<string, unknown>;
  selected: string;
  onOpen(code: string): void;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const { categoryName } = useCatalogue();
  // the drawer beside it tells the rest
  const narrow = selected !== '';
  const columns = useMemo<ColDef<DeadlineRuleInput>[]>(
    () => [
      {
        headerName: t('deadlineRule.field.code'),
        width: 118,
        cellRenderer: ({ data }: Cell) =>
          data && (
            <span className="row">
              {data.code}
              {faults.has(data.code) ? (
                <StateTag tone="bad">!</StateTag>
              ) : (
                changes.has(data.code) && (
                  <StateTag tone={tones[changes.get(data.code) as RuleChange]}>
                    {t(`deadlineRule.change.${changes.get(data.code)}`)}
                  </StateTag>
                )
              )}
            </span>
          ),
      },
      {
        headerName: t('deadlineRule.field.clock'),
        width: language === 'en' ? 110 : 84,
        valueGetter: ({ data }) => data && clockWords[data.clock][language],
      },
      { headerName: t('deadlineRule.field.name'), field: 'name', flex: 2, minWidth: 150, tooltipField: 'name' },
      {
        headerName: t('deadlineRule.field.conditions'),
        flex: 2,
        minWidth: 120,
        valueGetter: ({ data }) => data && (conditionText(data, language, categoryName) || t('deadlineRule.everybody')),
        tooltipValueGetter: ({ value }) => value,
      },
      {
        headerName: t('deadlineRule.field.limit'),
        width: language === 'en' ? 210 : 170,
        valueGetter: ({ data }) => data && limitInWords(data, language),
        tooltipValueGetter: ({ value }) => value,
      },
      {
        headerName: t('deadlineRule.field.effective'),
        hide: narrow,
        width: 176,
        valueGetter: ({ data }) => {
          const [from, to] = [data?.effectiveFrom, data?.effectiveTo];
          if (from && to) return `${from} – ${to}`;
          if (from) return t('deadlineRule.inForceSince', { from });
          return to ? t('deadlineRule.inForceUntil', { to }) : t('deadlineRule.always');
        },
      },
      {
        headerName: t('deadlineRule.field.verification'),
        width: language === 'en' ? 88 : 68,
        cellRenderer: ({ data }: Cell) =>
          data && (
            <StateTag tone={marks[data.verification]}>{t(`deadlineRule.verification.${data.verification}`)}</StateTag>
          ),
      },
      {
        headerName: t('deadlineRule.field.clause'),
        field: 'clause',
        hide: narrow,
        flex: 2,
        minWidth: 140,
        tooltipField: 'clause',
      },
    ],
    [t, language, categoryName, changes, faults, narrow],
  );
  return (
    <Grid<DeadlineRuleInput>
      rowData={[...rules]}
      columnDefs={columns}
      getRowId={({ data }) => data.code}
      tooltipShowDelay={300}
      rowClassRules={{ selected: ({ data }) => data?.code === selected }}
      onRowClicked={({ data }) => data && onOpen(data.code)}
      onCellKeyDown={({ event, data }) => {
        if ((event as KeyboardEvent).key === 'Enter' && data) onOpen(data.code);
      }}
    />
  );
}

import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Input, Popover, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inspectionMethods } from '#shared/inspection/inspection.schema.ts';
import { itemOutcomes } from '#shared/inspection/list.schema.ts';
import { unitLines } from '#shared/kernel/levels.ts';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { type ConditionName, conditionNames, type InspectionAddress, isNarrowed } from './inspection-url.ts';
import '../../ui/list-bar.css';

/** Names of cards, items, grades and people for chips and choices. */
function useNames(address: InspectionAddress) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const en = language === 'en';
  const { filter, unitId } = address;
  const cards = useQuery(orpc.standard.scorecards.queryOptions({ input: {} }));
  const inspectors = useQuery(orpc.inspection.inspectors.queryOptions({ input: { ...(unitId && { unitId }) } }));
  const chosen = cards.data?.find((card) => card.code === filter.scorecardCode);
  const card = useQuery({
    ...orpc.standard.scorecard.queryOptions({ input: { scorecardVersionId: chosen?.scorecardVersionId ?? '' } }),
    enabled: chosen !== undefined,
  });
  const person = useQuery({
    ...orpc.inspection.staffHistory.queryOptions({ input: { staffId: filter.staffId ?? '' } }),
    enabled: filter.staffId !== undefined,
  });
  const title = (text: { zh: string; en: string } | undefined) => (text ? (en ? text.en : text.zh) : undefined);
  const codes = new Map((cards.data ?? []).map((each) => [each.code, en ? each.titleEn : each.titleZh]));
  const items = (card.data?.content.sections ?? []).flatMap((section) => section.items);
  const grades = card.data?.content.grades ?? [];
  const textOf = (name: ConditionName, value: string): string => {
    switch (name) {
      case 'line':
        return t(`line.${value}`);
      case 'method':
        return t(`inspection.method.${value}`);
      case 'scorecardCode':
        return codes.get(value) ?? value;
      case 'scorecardVersionId': {
        const version = cards.data?.find((each) => each.scorecardVersionId === value)?.version;
        return version === undefined ? value : t('inspection.filter.version', { version });
      }
      case 'itemCode': {
        const item = items.find((each) => each.code === value);
        return item ? `${value} ${title(item.title)}` : value;
      }
      case 'grade':
        return title(grades.find((each) => each.code === value)?.title) ?? value;
      case 'staffId':
        return person.data?.staff.name ?? '…';
      default:
        return value;
    }
  };
  const options: Partial<Record<ConditionName, { value: string; label: string }[]>> = {
    line: unitLines.map((value) => ({ value, label: t(`line.${value}`) })),
    method: inspectionMethods.map((value) => ({ value, label: t(`inspection.method.${value}`) })),
    scorecardCode: [...codes].map(([value, label]) => ({ value, label })),
    itemCode: items.map((item) => ({ value: item.code, label: `${item.code} ${title(item.title)}` })),
    grade: grades.map((grade) => ({ value: grade.code, label: title(grade.title) ?? grade.code })),
    inspectorName: (inspectors.data ?? []).map((name) => ({ value: name, label: name })),
  };
  return { textOf, options };
}

/** Find box, one chip for each condition, and the form behind "+ condition". */
export function InspectionFilterBar({ address }: { address: InspectionAddress }) {
  const { t } = useTranslation();
  const { filter, patch, inPeriod } = address;
  const names = useNames(address);
  const [find, setFind] = useState(filter.q);
  useEffect(() => setFind(filter.q), [filter.q]);
  const clearAll = () =>
    patch({
      ...Object.fromEntries(conditionNames.map((name) => [name, null])),
      ...Object.fromEntries(itemOutcomes.map((name) => [name, null])),
      find: null,
      same: null,
      span: null,
      from: null,
      to: null,
    });
  const clearItem = Object.fromEntries(itemOutcomes.map((name) => [name, null]));
  const clearOf: Partial<Record<ConditionName, Record<string, null>>> = {
    scorecardCode: { scorecardCode: null, scorecardVersionId: null, itemCode: null, grade: null, ...clearItem },
    itemCode: { itemCode: null, ...clearItem },
    clauseCode: { clauseCode: null, ...clearItem },
  };
  return (
    <div className="list-filter">
      <Input
        size="small"
        style={{ width: 170 }}
        prefix={<SearchOutlined />}
        value={find}
        placeholder={t('inspection.filter.find')}
        aria-label={t('inspection.filter.find')}
        allowClear
        onChange={(event) => {
          setFind(event.target.value);
          if (event.target.value === '') patch({ find: null });
        }}
        onPressEnter={() => patch({ find: find.trim() || null })}
      />
      {conditionNames.map((name) => {
        const value = filter[name];
        return (
          value !== undefined && (
            <Chip
              key={name}
              label={t(`inspection.filter.${name}`)}
              value={names.textOf(name, value)}
              onClear={() => patch(clearOf[name] ?? { [name]: null })}
            />
          )
        );
      })}
      {(filter.itemCode || filter.clauseCode) && (
        <Chip
          label={t('inspection.filter.outcome')}
          value={t(`inspection.filter.outcomes.${filter.outcome ?? 'failed'}`)}
        />
      )}
      {filter.sameAsBefore && (
        <Chip
          label={t('inspection.filter.sameAsBefore')}
          value={t('inspection.filter.yes')}
          onClear={() => patch({ same: null })}
        />
      )}
      {(filter.startOn || filter.endOn) && (
        <Chip
          label={t('inspection.filter.span')}
          value={`${filter.startOn ?? '…'} – ${filter.endOn ?? '…'}`}
          onClear={() => patch({ from: null, to: null, span: null })}
        />
      )}
      <Popover
        trigger="click"
        placement="bottomLeft"
        content={<Conditions address={address} options={names.options} />}
      >
        <Button type="text" size="small" icon={<PlusOutlined />}>
          {t('inspection.filter.condition')}
        </Button>
      </Popover>
      {!inPeriod && !filter.startOn && (
        <Button type="text" size="small" onClick={() => patch({ span: 'period' })}>
          {t('inspection.filter.periodOnly')}
        </Button>
      )}
      {isNarrowed(filter) && (
        <Button type="text" size="small" onClick={clearAll}>
          {t('inspection.filter.clear')}
        </Button>
      )}
    </div>
  );
}

function Chip({ label, value, onClear }: { label: string; value: string; onClear?: () => void }) {
  const { t } = useTranslation();
  return (
    <span className="list-chip" title={`${label} ${value}`}>
      <i>{label}</i>
      <span className="el">{value}</span>
      {onClear && (
        <button type="button" aria-label={t('inspection.filter.clearOne', { name: label })} onClick={onClear}>
          ×
        </button>
      )}
    </span>
  );
}

const chosen = ['line', 'scorecardCode', 'itemCode', 'grade', 'method', 'inspectorName'] as const;
const typed = ['clauseCode', 'publicationNumber', 'reference'] as const;

function Conditions({
  address,
  options,
}: {
  address: InspectionAddress;
  options: Partial<Record<ConditionName, { value: string; label: string }[]>>;
}) {
  const { t } = useTranslation();
  const { filter, patch } = address;
  // items and grades are those of a card
  const names = chosen.filter((name) => filter.scorecardCode || (name !== 'itemCode' && name !== 'grade'));
  return (
    <div className="list-conditions">
      {names.map((name) => (
        <label key={name}>
          <span>{t(`inspection.filter.${name}`)}</span>
          <Select
            size="small"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 260 }}
            value={filter[name] ?? null}
            options={options[name] ?? []}
            onChange={(value: string | null) =>
              patch(
                name === 'scorecardCode'
                  ? { scorecardCode: value ?? null, scorecardVersionId: null, itemCode: null, grade: null }
                  : name === 'itemCode'
                    ? { itemCode: value ?? null, ...(value ? { failed: '1' } : { failed: null }) }
                    : { [name]: value ?? null },
              )
            }
          />
        </label>
      ))}
      {filter.itemCode && (
        <label>
          <span>{t('inspection.filter.outcome')}</span>
          <Select
            size="small"
            style={{ width: 260 }}
            value={filter.outcome ?? 'failed'}
            options={itemOutcomes.map((value) => ({ value, label: t(`inspection.filter.outcomes.${value}`) }))}
            onChange={(value) =>
              patch(Object.fromEntries(itemOutcomes.map((name) => [name, name === value ? '1' : null])))
            }
          />
        </label>
      )}
      {typed.map((name) => (
        <label key={name}>
          <span>{t(`inspection.filter.${name}`)}</span>
          <Input
            size="small"
            style={{ width: 260 }}
            defaultValue={filter[name]}
            allowClear
            onPressEnter={(event) => patch({ [name]: event.currentTarget.value.trim() || null })}
            onBlur={(event) =>
              event.target.value.trim() !== (filter[name] ?? '') && patch({ [name]: event.target.value.trim() || null })
            }
          />
        </label>
      ))}
      <label>
        <span>{t('inspection.filter.span')}</span>
        <DatePicker.RangePicker
          size="small"
          style={{ width: 260 }}
          allowEmpty={[true, true]}
          value={[filter.startOn ? dayjs(filter.startOn) : null, filter.endOn ? dayjs(filter.endOn) : null]}
          onChange={(range) =>
            patch({
              span: null,
              from: range?.[0]?.format('YYYY-MM-DD') ?? null,
              to: range?.[1]?.format('YYYY-MM-DD') ?? null,
            })
          }
        />
      </label>
    </div>
  );
}

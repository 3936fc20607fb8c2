import { Input, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import {
  type ClauseFilter,
  clauseAudiences,
  clauseClasses,
  clauseFilter,
  clausePromises,
} from '#shared/standard/clause.schema.ts';

/** The filter as the address holds it; what can't be read is left out. */
export function useClauseFilter(): [ClauseFilter, (name: string, value: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => {
    const verified = params.get('verified');
    const read = clauseFilter.safeParse({
      audience: params.get('audience') ?? undefined,
      class: params.get('class') ?? undefined,
      promise: params.get('promise') ?? undefined,
      isVerified: verified === null ? undefined : verified === '1',
      q: params.get('q') ?? '',
    });
    return read.success ? read.data : clauseFilter.parse({});
  }, [params]);
  const set = (name: string, value: string | undefined) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  return [filter, set];
}

/** What the library can be narrowed by. */
export function ClauseFilterBar({
  filter,
  onFilter,
  found,
}: {
  filter: ClauseFilter;
  onFilter(name: string, value: string | undefined): void;
  found: number | undefined;
}) {
  const { t } = useTranslation();
  const choice = <T extends string>(name: string, value: T | undefined, values: readonly T[], words: string) => (
    <Select
      aria-label={t(`standard.clause.${name}`)}
      value={value ?? ''}
      style={{ width: 132 }}
      onChange={(next) => onFilter(name, next)}
      options={[
        { value: '', label: t('standard.clause.all', { what: t(`standard.clause.${name}`) }) },
        ...values.map((each) => ({ value: each, label: t(`standard.${words}.${each as string}`) })),
      ]}
    />
  );
  return (
    <div className="standard-filter">
      {choice('audience', filter.audience, clauseAudiences, 'audience')}
      {choice('class', filter.class, clauseClasses, 'class')}
      {choice('promise', filter.promise, clausePromises, 'promise')}
      <Select
        aria-label={t('standard.clause.verified')}
        value={filter.isVerified === undefined ? '' : filter.isVerified ? '1' : '0'}
        style={{ width: 132 }}
        onChange={(value) => onFilter('verified', value)}
        options={[
          { value: '', label: t('standard.clause.all', { what: t('standard.clause.verified') }) },
          { value: '1', label: t('standard.clause.isVerified') },
          { value: '0', label: t('standard.clause.notVerified') },
        ]}
      />
      <Input.Search
        allowClear
        aria-label={t('standard.clause.search')}
        placeholder={t('standard.clause.search')}
        defaultValue={filter.q}
        style={{ width: 240 }}
        onSearch={(text) => onFilter('q', text.trim())}
      />
      <span className="t3 fs">{found !== undefined && t('standard.clause.found', { count: found })}</span>
    </div>
  );
}

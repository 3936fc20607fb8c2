import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type InspectionViewFilter, inspectionViewFilter } from '#shared/inspection/list.schema.ts';
import { inspectionStages } from '#shared/inspection/stage.rules.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { SaveView } from '../../ui/save-view.tsx';
import { addressOf, type InspectionAddress, isNarrowed } from './inspection-url.ts';

const canonical = (filter: InspectionViewFilter) => {
  const parsed = inspectionViewFilter.parse(filter) as Record<string, unknown>;
  return JSON.stringify(
    Object.keys(parsed)
      .filter((key) => parsed[key] !== undefined)
      .sort()
      .map((key) => [key, parsed[key]]),
  );
};

/** Stages with how many sheets the filter leaves in each, then the person's own views. */
export function InspectionViews({ address }: { address: InspectionAddress }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { filter, input, patch } = address;
  const { offset: _offset, limit: _limit, sort: _sort, descending: _descending, ...counted } = input;
  const counts = useQuery(orpc.inspection.counts.queryOptions({ input: counted }));
  const views = useQuery(orpc.inspection.views.queryOptions({ input: {} }));
  const current = views.data?.find((view) => canonical(view.filter) === canonical(filter));
  const all = counts.data && Object.values(counts.data).reduce((sum, count) => sum + count, 0);
  const remove = async (viewId: string) => {
    try {
      await client.inspection.removeView({ viewId });
      queries.invalidateQueries({ queryKey: orpc.inspection.views.key() });
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  const tab = (key: string, label: string, isOn: boolean, open: () => void, count?: number, tone = '') => (
    <button type="button" role="tab" key={key} aria-selected={isOn} onClick={open}>
      {label} {count !== undefined && <b className={count > 0 ? tone : ''}>{count.toLocaleString('en-US')}</b>}
    </button>
  );
  return (
    <div className="list-views">
      <div className="tabs" role="tablist" aria-label={t('inspection.filter.views')}>
        {tab(
          'all',
          t('inspection.filter.all'),
          !filter.stage && !current,
          () => patch({ stage: null, state: null }),
          all,
        )}
        {inspectionStages.map((stage) =>
          tab(
            stage,
            t(`inspection.stage.${stage}`),
            filter.stage === stage && !current,
            () => patch({ stage, state: null }),
            counts.data?.[stage],
            stage === 'returned' ? 'er' : stage === 'submitted' ? 'wa' : '',
          ),
        )}
        {views.data?.map((view) =>
          tab(view.viewId, view.name, view.viewId === current?.viewId, () => patch(addressOf(view.filter))),
        )}
      </div>
      <span className="sp" />
      {current ? (
        <Button type="text" size="small" onClick={() => remove(current.viewId)}>
          {t('inspection.filter.removeView')}
        </Button>
      ) : (
        <SaveView
          disabled={!isNarrowed(filter) && filter.sort === 'inspectedOn'}
          label={t('inspection.filter.saveView')}
          hint={t('inspection.filter.saveHint')}
          placeholder={t('inspection.filter.viewName')}
          onSave={async (name) => {
            await client.inspection.saveView({ name, filter });
            queries.invalidateQueries({ queryKey: orpc.inspection.views.key() });
          }}
        />
      )}
    </div>
  );
}

import { DownloadOutlined, EditOutlined, ExclamationCircleOutlined, ImportOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plainKind } from '#shared/calendar/calendar.rules.ts';
import type { CalendarEditionView, CalendarListView } from '#shared/calendar/calendar.schema.ts';
import { calendarFileFormats } from '#shared/calendar/calendar.schema.ts';
import { dayChanges, daysByDate } from '#shared/calendar/edition.rules.ts';
import { daysThrough } from '#shared/calendar/reading.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { CalendarWarning } from '../../app/calendar-warning.tsx';
import { useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { saveFileAs } from '../../rpc/files.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CalendarEdit } from './calendar-edit.tsx';
import { CalendarGrid, CalendarLegend } from './calendar-grid.tsx';
import { CalendarImport, type ImportScope } from './calendar-import.tsx';
import { CalendarSide } from './calendar-side.tsx';
import { useCalendarDraft } from './use-calendar-draft.ts';
import { useUnsaved } from './use-unsaved.ts';
import './calendar.css';

/** Working calendars by year: looked at, compared, changed day by day or from a notice, and put in force as editions. */
export function CalendarPanel() {
  const list = useQuery(orpc.calendar.list.queryOptions({ input: {} }));
  const [chosen] = useUrlState('year');
  const known = list.data?.years.map((one) => one.year) ?? [];
  const thisYear = Number(dayOf(Date.now()).slice(0, 4));
  const year = /^\d{4}$/.test(chosen)
    ? Number(chosen)
    : known.includes(thisYear)
      ? thisYear
      : (known.at(-1) ?? thisYear);
  const editions = useQuery({
    ...orpc.calendar.editions.queryOptions({ input: { year } }),
    // a draft of another year stays while that year's editions are fetched
    placeholderData: keepPreviousData,
  });
  const error = list.error ?? editions.error;
  if (error)
    return (
      <ErrorPanel
        error={error}
        onRetry={() => {
          list.refetch();
          editions.refetch();
        }}
      />
    );
  if (!list.data || !editions.data) return <Skeleton rows={16} />;
  return <CalendarYear year={year} list={list.data} editions={editions.isPlaceholderData ? null : editions.data} />;
}

function CalendarYear({
  year: viewed,
  list,
  editions,
}: {
  year: number;
  list: CalendarListView;
  /** null while they are fetched */
  editions: readonly CalendarEditionView[] | null;
}) {
  const { t } = useTranslation();
  const mayWrite = useMay()('calendar:write');
  const { modal } = App.useApp();
  const [, setYear] = useUrlState('year');
  const [editionId, setEdition] = useUrlState('edition');
  const [againstId, setAgainst] = useUrlState('against');
  const [isImporting, setImporting] = useState(false);
  const control = useCalendarDraft();
  const { draft } = control;
  const year = draft?.year ?? viewed;
  const inForce = editions?.[0];
  const shown = editions?.find((edition) => edition.editionId === editionId) ?? inForce;
  const against = editions?.find((edition) => edition.editionId === againstId && edition !== shown);
  const base = list.years.find((one) => one.year === year);
  const changes = draft ? dayChanges(base?.days ?? [], draft.days) : [];
  const compared = against && shown ? dayChanges(against.days, shown.days) : [];
  // in a new year everything differs from nothing: no need to mark it
  const marked = new Set((!draft ? compared : draft.basedOn > 0 ? changes : []).map((change) => change.on));
  const days = draft ? control.days : daysByDate(shown?.days ?? []);
  useUnsaved(draft !== null && changes.length > 0, changes.length);

  const begin = (edition: CalendarEditionView | undefined) => control.start(edition, viewed, inForce?.number ?? 0);
  const cancel = () => {
    if (changes.length === 0) return control.stop();
    modal.confirm({
      title: t('calendar.cancelConfirm', { count: changes.length }),
      content: t('calendar.cancelNote'),
      okText: t('calendar.cancel'),
      onOk: control.stop,
    });
  };
  const take = (to: number, reading: Parameters<typeof control.take>[2], scope: ImportScope) => {
    const held = list.years.find((one) => one.year === to);
    const kept = scope === 'replace' ? [] : draft?.year === to ? draft.days : (held?.days ?? []);
    control.take(to, held?.number ?? 0, reading, kept);
    setYear(String(to));
    setImporting(false);
  };
  const next = Math.max(...list.years.map((one) => one.year), ...list.missing.map((one) => one.year)) + 1;
  const offered = [...new Set([...list.years, ...list.missing].map((one) => one.year)), next].sort((a, b) => b - a);
  const covered = new Set(list.years.map((one) => one.year));
  return (
    <>
      {!draft && <CalendarWarning missing={list.missing} />}
      <div className="calendar-page">
        <Panel
          className="calendar-main"
          title={
            draft
              ? t(draft.basedOn ? 'calendar.editing' : 'calendar.editingNew', { year, number: draft.startedFrom })
              : t('calendar.yearTitle', { year })
          }
          extra={
            draft ? (
              <Button icon={<ImportOutlined />} onClick={() => setImporting(true)}>
                {t('calendar.import')}
              </Button>
            ) : (
              <>
                <Select
                  value={year}
                  aria-label={t('calendar.year')}
                  style={{ width: 118 }}
                  options={offered.map((value) => ({
                    value,
                    label: covered.has(value) ? String(value) : t('calendar.noYear', { year: value }),
                  }))}
                  onChange={(value) => {
                    setEdition(undefined);
                    setAgainst(undefined);
                    setYear(String(value));
                  }}
                />
                {mayWrite && (
                  <>
                    {shown && (
                      <Button icon={<EditOutlined />} onClick={() => begin(shown)}>
                        {shown === inForce ? t('calendar.edit') : t('calendar.editFrom', { number: shown.number })}
                      </Button>
                    )}
                    <Button icon={<ImportOutlined />} onClick={() => setImporting(true)}>
                      {t('calendar.import')}
                    </Button>
                  </>
                )}
                {shown && <ExportButton edition={shown} />}
              </>
            )
          }
          foot={
            draft ? (
              <>
                <CalendarLegend withChanges={draft.basedOn > 0} />
                <span className="sp" />
                <span className="el">{t('calendar.keys')}</span>
              </>
            ) : (
              shown && (
                <>
                  <CalendarLegend withChanges={against !== undefined} />
                  <span className="sp" />
                  <span className="el">{t('calendar.counts', countsOf(year, days))}</span>
                </>
              )
            )
          }
        >
          {!draft && shown && shown !== inForce && inForce && (
            <p className="calendar-looking">
              <ExclamationCircleOutlined />
              {t('calendar.looking', { number: shown.number, latest: inForce.number })}
              <Button type="link" size="small" onClick={() => setEdition(undefined)}>
                {t('calendar.backToForce')}
              </Button>
            </p>
          )}
          {draft || shown ? (
            <CalendarGrid year={year} days={days} changed={marked} editing={draft ? control.editing : undefined} />
          ) : !editions ? (
            <Skeleton rows={16} />
          ) : (
            <EmptyState
              text={
                <>
                  <b>{t('calendar.empty', { year })}</b>
                  <p className="t2">{t('calendar.emptyHint')}</p>
                </>
              }
              action={
                mayWrite && (
                  <div className="row">
                    <Button type="primary" icon={<ImportOutlined />} onClick={() => setImporting(true)}>
                      {t('calendar.importTitle')}
                    </Button>
                    <Button icon={<EditOutlined />} onClick={() => begin(undefined)}>
                      {t('calendar.enter', { year })}
                    </Button>
                  </div>
                )
              }
            />
          )}
        </Panel>
        <Panel className="calendar-beside">
          {draft ? (
            <CalendarEdit
              control={control}
              draft={draft}
              changes={changes}
              onCancel={cancel}
              onSaved={() => {
                control.stop();
                setEdition(undefined);
                setAgainst(undefined);
              }}
            />
          ) : (
            <CalendarSide
              editions={editions ?? []}
              shown={shown}
              against={against}
              hours={list.workingHours}
              onShow={(id) => setEdition(id === inForce?.editionId ? undefined : id)}
              onCompare={setAgainst}
            />
          )}
        </Panel>
        {isImporting && (
          <CalendarImport
            year={draft?.year ?? (shown ? Math.min(...list.missing.map((one) => one.year), year) : year)}
            hasDays={(of) => (draft?.year === of ? draft.days.length > 0 : covered.has(of))}
            onTake={take}
            onClose={() => setImporting(false)}
          />
        )}
      </div>
    </>
  );
}

function countsOf(year: number, days: ReturnType<typeof daysByDate>) {
  let workdays = 0;
  for (const on of daysThrough(`${year}-01-01`, `${year}-12-31`)) {
    const kind = days.get(on)?.kind ?? plainKind(on);
    if (kind === 'workday' || kind === 'makeup') workdays += 1;
  }
  const all = [...days.values()];
  const makeups = all.filter((day) => day.kind === 'makeup').length;
  return { workdays, holidays: all.length - makeups, makeups };
}

function ExportButton({ edition }: { edition: CalendarEditionView }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { language } = usePreferences();
  const save = async (format: (typeof calendarFileFormats)[number]) => {
    try {
      const { fileId } = await client.calendar.exportEdition({
        editionId: edition.editionId,
        format,
        language: language === 'en' ? 'en' : 'zh',
      });
      await saveFileAs(fileId);
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: calendarFileFormats.map((key) => ({ key, label: t(`calendar.exportAs.${key}`) })),
        onClick: ({ key }) => save(key as (typeof calendarFileFormats)[number]),
      }}
    >
      <Button icon={<DownloadOutlined />}>{t('calendar.export')}</Button>
    </Dropdown>
  );
}

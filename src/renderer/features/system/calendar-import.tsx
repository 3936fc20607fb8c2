import { CloseCircleOutlined, ExclamationCircleOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, InputNumber, Modal, Radio, Segmented } from 'antd';
import type { TFunction } from 'i18next';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay } from '#shared/calendar/calendar.rules.ts';
import { dayProblems, festivalsAtWork } from '#shared/calendar/edition.rules.ts';
import { readNotice } from '#shared/calendar/notice.rules.ts';
import { type DayReading, isDoubt, type ReadingRemark } from '#shared/calendar/reading.ts';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { uploadFile } from '../../rpc/files.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { useDayText } from './calendar-lists.tsx';

export type ImportScope = 'replace' | 'merge';
const nothing: DayReading = { year: null, source: '', days: [], remarks: [] };

/**
 * Reads the notice of a year from pasted text or a file and shows everything that was read; what is taken over goes into
 * the draft, nothing is in force by it.
 */
export function CalendarImport({
  year: suggested,
  hasDays,
  onTake,
  onClose,
}: {
  year: number;
  /** whether a year has days that could be kept */
  hasDays(year: number): boolean;
  onTake(year: number, reading: DayReading, scope: ImportScope): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const [way, setWay] = useState<'paste' | 'file'>('paste');
  const [chosen, setYear] = useState(suggested);
  const [text, setText] = useState('');
  const [accepted, setAccepted] = useState(false);
  const [scope, setScope] = useState<ImportScope | null>(null);
  const file = useFileReading();
  const reading = way === 'paste' ? readNotice(text, chosen) : (file.reading ?? nothing);
  const year = reading.year ?? chosen;
  const fatal = reading.remarks.filter((remark) => !isDoubt(remark));
  // What has all festivals of fixed date is a whole year; anything less changes only its days.
  const whole: ImportScope = festivalsAtWork(year, reading.days).length === 0 ? 'replace' : 'merge';
  const again = (change: () => void) => {
    change();
    setAccepted(false);
  };
  return (
    <Modal
      open
      width={980}
      style={{ top: 40 }}
      title={t('calendar.importTitle')}
      okText={t('calendar.takeOver')}
      okButtonProps={{ disabled: reading.days.length === 0 || (fatal.length > 0 && !accepted) }}
      onOk={() => onTake(year, reading, hasDays(year) ? (scope ?? whole) : 'replace')}
      onCancel={onClose}
    >
      <div className="calendar-import">
        <Form layout="vertical">
          <div className="row">
            <Segmented
              value={way}
              options={[
                { value: 'paste', label: t('calendar.importPaste') },
                { value: 'file', label: t('calendar.importFile') },
              ]}
              onChange={(value) => again(() => setWay(value as 'paste' | 'file'))}
            />
            <span className="sp" />
            <label className="row" htmlFor="calendar-import-year">
              {t('calendar.importYear')}
              <InputNumber
                id="calendar-import-year"
                style={{ width: 84 }}
                min={1993}
                max={2200}
                value={chosen}
                onChange={(value) => value && again(() => setYear(value))}
              />
            </label>
          </div>
          {way === 'paste' ? (
            <Form.Item
              label={t('calendar.importNotice')}
              extra={t('calendar.importNoticeHint')}
              htmlFor="calendar-import-text"
            >
              <Input.TextArea
                id="calendar-import-text"
                autoFocus
                rows={18}
                style={{ resize: 'none' }}
                maxLength={20_000}
                value={text}
                placeholder={t('calendar.importPlaceholder')}
                onChange={(event) => again(() => setText(event.target.value))}
              />
            </Form.Item>
          ) : (
            <ChooseFile file={file} onFile={(picked) => again(() => file.read(picked, chosen))} />
          )}
        </Form>
        <div className="calendar-reading">
          {reading.year !== null && reading.year !== chosen && (
            <p className="calendar-note info">{t('calendar.yearOther', { year: reading.year })}</p>
          )}
          <Remarks remarks={reading.remarks} isAccepted={accepted} onAccept={setAccepted} />
          <ReadDays year={year} days={reading.days} />
        </div>
      </div>
      {hasDays(year) && reading.days.length > 0 && (
        <Radio.Group
          value={scope ?? whole}
          onChange={(event) => setScope(event.target.value)}
          options={(['replace', 'merge'] as const).map((value) => ({ value, label: t(`calendar.scope.${value}`) }))}
        />
      )}
      <span className="t3 fs">{t('calendar.takeOverNote')}</span>
    </Modal>
  );
}

function useFileReading() {
  const [name, setName] = useState('');
  const send = useMutation({
    mutationFn: async ({ file, year }: { file: File; year: number }) =>
      client.calendar.readFile({ ...(await uploadFile(file)), year }),
  });
  return {
    name,
    reading: send.data as DayReading | undefined,
    error: send.error,
    isReading: send.isPending,
    read: (file: File, year: number) => {
      setName(file.name);
      send.mutate({ file, year });
    },
  };
}

function ChooseFile({ file, onFile }: { file: ReturnType<typeof useFileReading>; onFile(file: File): void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Form.Item extra={t('calendar.importFileHint')}>
      <div className="row">
        <Button size="middle" icon={<UploadOutlined />} loading={file.isReading} onClick={() => input.current?.click()}>
          {t('calendar.chooseFile')}
        </Button>
        {file.name && <span className="t2">{t('calendar.fileIs', { name: file.name })}</span>}
      </div>
      <input
        ref={input}
        type="file"
        style={{ display: 'none' }}
        accept=".xlsx,.xls,.csv,.txt,.json"
        aria-label={t('calendar.chooseFile')}
        onChange={(event) => {
          const picked = event.target.files?.[0];
          // the same file may be chosen again after it was mended
          event.target.value = '';
          if (picked) onFile(picked);
        }}
      />
      {file.error && <Alert type="error" showIcon title={errorText(file.error, t)} style={{ marginTop: 8 }} />}
    </Form.Item>
  );
}

function remarkText({ fault, line, text, said, found }: ReadingRemark, t: TFunction): string {
  const word = (value: string) => (fault === 'weekday' && value ? t(`calendar.weekday.${value}`) : value);
  const where = line === null ? '' : t('calendar.remarkLine', { line });
  return `${where}${t(`calendar.remark.${fault}`, { text, said: word(said), found: word(found) })}`;
}

function Remarks({
  remarks,
  isAccepted,
  onAccept,
}: {
  remarks: readonly ReadingRemark[];
  isAccepted: boolean;
  onAccept(value: boolean): void;
}) {
  const { t } = useTranslation();
  const groups = [
    { isFatal: true, list: remarks.filter((remark) => !isDoubt(remark)) },
    { isFatal: false, list: remarks.filter(isDoubt) },
  ];
  return groups.map(
    ({ isFatal, list }) =>
      list.length > 0 && (
        <section key={String(isFatal)} className={`calendar-note ${isFatal ? 'bad' : 'warning'}`}>
          <b>
            {isFatal ? <CloseCircleOutlined /> : <ExclamationCircleOutlined />}{' '}
            {isFatal ? t('calendar.remarkFatal', { count: list.length }) : t('calendar.remarks')}
          </b>
          <ul>
            {list.slice(0, 40).map((remark, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two remarks may read alike; the list is only read
              <li key={`${i}${remark.text}`}>{remarkText(remark, t)}</li>
            ))}
          </ul>
          {isFatal && (
            <Checkbox checked={isAccepted} onChange={(event) => onAccept(event.target.checked)}>
              {t('calendar.remarkAccept')}
            </Checkbox>
          )}
        </section>
      ),
  );
}

function ReadDays({ year, days }: { year: number; days: readonly CalendarDay[] }) {
  const { t } = useTranslation();
  const dayText = useDayText();
  if (days.length === 0) return <p className="t3">{t('calendar.readNone')}</p>;
  const faults = new Map(dayProblems(year, days).map((problem) => [problem.day, problem]));
  const count = (kind: CalendarDay['kind']) => days.filter((day) => day.kind === kind).length;
  return (
    <>
      <p className="b">{t('calendar.read', { holidays: count('holiday'), makeups: count('makeup') })}</p>
      <ul className="calendar-read">
        {[...days]
          .sort((a, b) => (a.on < b.on ? -1 : 1))
          .map((day, i) => {
            const problem = faults.get(day.on);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a day may be given twice; the list is only read
              <li key={`${i}${day.on}`} className={problem ? 'er' : ''}>
                <span className="nw">{day.on.startsWith(`${year}-`) ? dayText(day.on) : day.on}</span>
                <StateTag tone={day.kind === 'holiday' ? 'good' : 'warning'}>{t(`calendar.kind.${day.kind}`)}</StateTag>
                <span className="el" title={day.name}>
                  {problem
                    ? t(`calendar.problem.${problem.fault}`, {
                        ...problem,
                        weekday: t(`calendar.weekday.${new Date(`${day.on}T00:00:00Z`).getUTCDay()}`),
                      })
                    : day.name}
                </span>
              </li>
            );
          })}
      </ul>
    </>
  );
}

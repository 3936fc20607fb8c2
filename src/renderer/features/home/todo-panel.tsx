import { CalendarOutlined, ClockCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Overview, TodoView } from '#shared/home/home.schema.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { OwnWork } from './own-work.tsx';

const groups = ['overdue', 'today', 'later'] as const;
const tones = { overdue: 'bad', today: 'warning', later: 'neutral' } as const;
const icons = { overdue: <CloseCircleOutlined />, today: <ClockCircleOutlined />, later: <CalendarOutlined /> };

/** What must be done, overdue first. */
export function TodoPanel({ todo }: { todo: Overview['todo'] }) {
  const { t } = useTranslation();
  return (
    <Panel
      title={t('home.todo.title')}
      foot={
        <>
          <kbd>Tab</kbd>
          {t('home.todo.select')}
          <kbd>Enter</kbd>
          {t('home.todo.open')}
          <span className="sp" />
          {t('home.todo.shown', { count: todo.rows.length })}
        </>
      }
    >
      <OwnWork />
      {todo.rows.length === 0 && <EmptyState text={t('home.todo.none')} />}
      <div className="todo">
        {groups.map((due) => (
          <TodoGroup
            key={due}
            due={due}
            rows={todo.rows.filter((row) => row.due === due)}
            total={due === 'overdue' ? todo.overdue : due === 'today' ? todo.today : undefined}
          />
        ))}
      </div>
    </Panel>
  );
}

function TodoGroup({
  due,
  rows,
  total,
}: {
  due: TodoView['due'];
  rows: readonly TodoView[];
  total: number | undefined;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (rows.length === 0) return null;
  return (
    <>
      <h3>
        <span className={due === 'overdue' ? 'er' : due === 'today' ? 'wa' : ''}>{t(`home.todo.${due}`)}</span>
        <span className="t3">{total ?? rows.length}</span>
      </h3>
      {rows.map((row) => (
        <button type="button" key={`${row.kind}:${row.id}`} onClick={() => navigate(row.path)}>
          <span>
            <StateTag tone={tones[due]} icon={icons[due]}>
              {row.remaining
                ? t(row.remaining.overdue ? 'home.remaining.over' : 'home.remaining.left', {
                    amount: row.remaining.amount === 0 ? '<1' : row.remaining.amount,
                    unit: t(`home.timeUnit.${row.remaining.unit}`),
                  })
                : t(`home.kind.${row.kind}`)}
            </StateTag>
          </span>
          <span className="t2">{t(`home.kind.${row.kind}`)}</span>
          <span className="el" title={row.title}>
            {row.title || row.number}
          </span>
          <span className="el t3 fs">{row.unitName}</span>
          <span className="pr nw">{t(`home.act.${row.kind}`)}</span>
        </button>
      ))}
    </>
  );
}

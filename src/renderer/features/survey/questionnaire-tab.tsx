import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/kernel/dates.ts';
import type { ItemResult, WaveResults } from '#shared/survey/survey.schema.ts';
import { orpc } from '../../rpc/client.ts';
import { Panel } from '../../ui/panel.tsx';
import type { RowsRequest } from './rows-link.ts';
import type { Labels } from './survey.findings.ts';
import { decimal, percent } from './survey.format.ts';

interface Props {
  results: WaveResults;
  label: Labels;
  onRows(request: RowsRequest): void;
}

/** The questionnaire version that the wave pins, item by item, with how each was answered. */
export function QuestionnaireTab({ results, label, onRows }: Props) {
  const { t } = useTranslation();
  const { definition, wave } = results;
  const { questionnaireVersionId } = wave;
  const version = useQuery(orpc.survey.questionnaire.queryOptions({ input: { questionnaireVersionId } }));
  const { minimum, maximum } = definition.scale;
  const { constructs, items } = definition;
  const title = t('survey.questionnaire.title', {
    constructs: constructs.length,
    items: items.length,
    minimum,
    maximum,
  });
  const published = version.data ? t('survey.questionnaire.published', { date: dayOf(version.data.publishedAt) }) : '';
  const extra = (
    <span className="t3 fs">
      {definition.code} · {t('survey.questionnaire.version', { version: definition.version })} · {published}
    </span>
  );
  const foot = (
    <span className="el" title={definition.source}>
      {t('survey.questionnaire.columns')}　{t('survey.questionnaire.source')}: {definition.source}
    </span>
  );
  return (
    <Panel style={{ flex: 1 }} title={title} extra={extra} foot={foot}>
      <div className="survey-scroll">
        <table className="survey-table plain">
          <colgroup>
            <col style={{ width: 110 }} />
            <col />
            <col style={{ width: 90 }} />
            <col style={{ width: 110 }} />
            <col style={{ width: 80 }} />
          </colgroup>
          <thead>
            <tr>
              <th>{t('survey.questionnaire.code')}</th>
              <th>{t('survey.questionnaire.wording')}</th>
              <th className="num">{t('survey.questionnaire.mean')}</th>
              <th className="num">{t('survey.item.topTwo')}</th>
              <th className="num">{t('survey.rows.missing')}</th>
            </tr>
          </thead>
          <tbody>
            {constructs.map(({ code }) => (
              <Block
                key={code}
                code={code}
                items={results.items.filter((item) => item.construct === code)}
                label={label}
                onRows={onRows}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface BlockProps {
  code: string;
  items: readonly ItemResult[];
  label: Labels;
  onRows(request: RowsRequest): void;
}

function Block({ code, items, label, onRows }: BlockProps) {
  return (
    <>
      <tr className="head">
        <td>{code}</td>
        <td colSpan={4}>{label(code)}</td>
      </tr>
      {items.map((item) => (
        <tr key={item.code}>
          <td className="t2">{item.code}</td>
          <td title={label(item.code)}>{label(item.code)}</td>
          <td className="num">{decimal(item.mean, 2)}</td>
          <td className="num">{percent(item.topTwo.rate)}</td>
          <td className="num">
            {item.missing === 0 ? (
              0
            ) : (
              <button
                type="button"
                className="survey-link"
                onClick={() => onRows({ filter: { item: { code: item.code, answer: null } }, construct: code })}
              >
                {item.missing}
              </button>
            )}
          </td>
        </tr>
      ))}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/kernel/dates.ts';
import type { WaveResults } from '#shared/survey/survey.schema.ts';
import { orpc } from '../../rpc/client.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Labels } from './survey.findings.ts';

/** The questionnaire version that the wave pins, item by item. */
export function QuestionnaireTab({ results, label }: { results: WaveResults; label: Labels }) {
  const { t } = useTranslation();
  const { definition, wave } = results;
  const { questionnaireVersionId } = wave;
  const version = useQuery(orpc.survey.questionnaire.queryOptions({ input: { questionnaireVersionId } }));
  const { minimum, maximum } = definition.scale;
  const title = t('survey.questionnaire.title', {
    constructs: definition.constructs.length,
    items: definition.items.length,
    minimum,
    maximum,
  });
  const published = version.data ? t('survey.questionnaire.published', { date: dayOf(version.data.publishedAt) }) : '';
  const extra = (
    <span className="t3 fs">
      {definition.code} · {t('survey.questionnaire.version', { version: definition.version })} · {published}
    </span>
  );
  return (
    <Panel
      style={{ flex: 1 }}
      title={title}
      extra={extra}
      foot={
        <span className="el" title={definition.source}>
          {t('survey.questionnaire.columns')}　{t('survey.questionnaire.source')}: {definition.source}
        </span>
      }
    >
      <div className="survey-scroll">
        <table className="survey-table plain">
          <colgroup>
            <col style={{ width: 110 }} />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th>{t('survey.questionnaire.code')}</th>
              <th>{t('survey.questionnaire.wording')}</th>
            </tr>
          </thead>
          <tbody>
            {definition.constructs.map((construct) => (
              <Block
                key={construct.code}
                name={label(construct.code)}
                code={construct.code}
                items={definition.items.filter((item) => item.construct === construct.code)}
                label={label}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Block({
  name,
  code,
  items,
  label,
}: {
  name: string;
  code: string;
  items: WaveResults['definition']['items'];
  label: Labels;
}) {
  return (
    <>
      <tr className="head">
        <td>{code}</td>
        <td>{name}</td>
      </tr>
      {items.map((item) => (
        <tr key={item.code}>
          <td className="t2">{item.code}</td>
          <td>{label(item.code)}</td>
        </tr>
      ))}
    </>
  );
}

import { App, Modal } from 'antd';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import type { SheetProblem } from '#shared/standard/standard.contract.ts';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { uploadFile } from '../../rpc/files.ts';
import { useWords } from './use-words.ts';

/** Lets the user choose a workbook of a card and reads it; what is wrong in it is listed, and nothing is taken then. */
export function useCardFile(onCard: (content: ScorecardContent) => unknown): {
  choose(): void;
  element: React.ReactNode;
} {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<readonly SheetProblem[]>([]);
  const read = async (file: File) => {
    try {
      const { fileId } = await uploadFile(file);
      const answer = await client.standard.readScorecardFile({ fileId });
      if (answer.content) await onCard(answer.content);
      else setProblems(answer.problems);
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  return {
    choose: () => input.current?.click(),
    element: (
      <>
        <FileInput input={input} onFile={read} />
        <ProblemList problems={problems} onClose={() => setProblems([])} />
      </>
    ),
  };
}

function FileInput({ input, onFile }: { input: RefObject<HTMLInputElement | null>; onFile(file: File): void }) {
  const { t } = useTranslation();
  return (
    <input
      ref={input}
      type="file"
      accept=".xlsx"
      hidden
      aria-label={t('standard.excel.in')}
      onChange={(event) => {
        const file = event.target.files?.[0];
        // the same file may be chosen again after it was mended
        event.target.value = '';
        if (file) onFile(file);
      }}
    />
  );
}

function ProblemList({ problems, onClose }: { problems: readonly SheetProblem[]; onClose(): void }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Modal
      open={problems.length > 0}
      onCancel={onClose}
      onOk={onClose}
      width={720}
      cancelButtonProps={{ style: { display: 'none' } }}
      title={t('standard.excel.problems', { count: problems.length })}
    >
      <p className="t2">{t('standard.excel.nothingTaken')}</p>
      <div className="std-list">
        <table className="standard-table">
          <thead>
            <tr>
              <th>{t('standard.excel.sheet')}</th>
              <th className="num">{t('standard.excel.row')}</th>
              <th>{t('standard.excel.item')}</th>
              <th>{t('standard.excel.what')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, 300).map((problem) => (
              <tr key={`${problem.sheet}${problem.row}${problem.item}${problem.words.zh}`}>
                <td className="nw">{problem.sheet}</td>
                <td className="num">{problem.row || ''}</td>
                <td>{problem.item}</td>
                <td>{problem.words[words]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
}

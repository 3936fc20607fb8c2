import { useEffect } from 'react';

/**
 * J goes on to the next complaint of the list and K to the one before, also from the list itself.
 * @param onStep 1 or -1; nothing is called while text is being typed
 */
export function useStepKeys(onStep: (step: 1 | -1) => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (
        event.target instanceof HTMLElement &&
        event.target.closest('input:not([type=checkbox]),textarea,[contenteditable],.ant-select,.ant-modal')
      )
        return;
      const key = event.key.toLowerCase();
      if (key === 'j') onStep(1);
      if (key === 'k') onStep(-1);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onStep]);
}

import type { Dayjs } from 'dayjs';
import type { RegisterInput } from '#shared/complaint/complaint.schema.ts';

/** What the form holds: the moment as its field speaks of it. */
export type RegisterValues = Omit<RegisterInput, 'receivedAt'> & { receivedAt?: Dayjs | null };

/**
 * What was being taken down when the panel was closed, by account. Kept in memory only: it is about a customer, and is
 * gone with the window.
 */
const drafts = new Map<string, Partial<RegisterValues>>();

/** What a person types; the rest are choices made in a second. */
const isTyped = ({ customerName, customerNumber, content, demand }: Partial<RegisterValues>) =>
  [customerName, customerNumber, content, demand].some((text) => text?.trim());

/** Keeps what was typed for the next time the panel is opened. */
export function keepDraft(accountId: string, values: Partial<RegisterValues>): void {
  if (isTyped(values)) drafts.set(accountId, values);
  else drafts.delete(accountId);
}

/** What was left, if anything. */
export const draftOf = (accountId: string): Partial<RegisterValues> | undefined => drafts.get(accountId);

/** Forgets it: it was registered, or is not wanted. */
export const dropDraft = (accountId: string): boolean => drafts.delete(accountId);

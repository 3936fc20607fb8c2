import type { SearchHit } from '#shared/system/system.schema.ts';
import type { ServiceContext } from '../context.ts';

/** Hits for the global search, at most 8, inside the account's scope. */
export async function searchInspections(_ctx: ServiceContext, _text: string): Promise<SearchHit[]> {
  return [];
}

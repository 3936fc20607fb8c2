/** What the contract says of one error a user can meet. `status` follows HTTP. */
export interface ErrorSpec {
  readonly status: number;
}
export type ErrorCatalogue = Readonly<Record<string, ErrorSpec>>;

/** Values put into the sentence of an error (`{{name}}` in the locale files). */
export type ErrorData = Readonly<Record<string, string | number | boolean | null>>;

/**
 * An error the user can meet and understand: its code stands in the contract, its sentence in `locales` under
 * `errors.<code>`. Any other error thrown in the backend is masked and logged with a request id.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly data: ErrorData;

  /**
   * @param code `DOMAIN_REASON`, listed in the domain's `.errors.ts`
   * @param data values for the sentence
   */
  constructor(code: string, data: ErrorData = {}) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.data = data;
  }
}

/** Errors every call can answer with. */
export const kernelErrors = {
  SESSION_REQUIRED: { status: 401 },
  SESSION_LOCKED: { status: 401 },
  PERMISSION_DENIED: { status: 403 },
  INPUT_INVALID: { status: 400 },
  DATABASE_FULL: { status: 507 },
  DATABASE_BUSY: { status: 503 },
  DATABASE_UNREACHABLE: { status: 503 },
  INTERNAL_FAULT: { status: 500 },
} as const satisfies ErrorCatalogue;

export const surveyErrors = {
  WAVE_NOT_FOUND: { status: 404 },
  WAVE_NAME_TAKEN: { status: 409 },
  WAVE_LOCKED: { status: 423 },
  WAVE_EMPTY: { status: 409 },
  WAVE_PERIOD_INVALID: { status: 400 },
  WAVE_REQUIRED: { status: 400 },
  WAVE_NOT_COMPARABLE: { status: 409 },
  QUESTIONNAIRE_NOT_FOUND: { status: 404 },
  QUESTIONNAIRE_INVALID: { status: 400 },
  QUESTIONNAIRE_PUBLISHED: { status: 409 },
  SEGMENT_UNKNOWN: { status: 404 },
} as const;

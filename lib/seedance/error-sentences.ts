/**
 * Our own error codes: whether pressing retry can help without changing the request, what happened, and what it means
 * for the work and what to press. `{field}` becomes `: duration` where the field is known and nothing otherwise. A button
 * that is named is there: Reuse always, Retry where it is retryable and over; the tests hold it.
 */

export interface ErrorSentence {
  retryable: boolean
  message: string
  advice: string
}

export const NOT_STARTED = 'Nothing was started and nothing is charged.'
const EDIT_AND_GENERATE = 'press Reuse, change it and generate again.'
const THEN_AGAIN = 'then press Reuse and generate again.'
export const NOT_CHARGED = 'Nothing is charged for it.'

/** About the request: the same one fails again. */
const REQUEST_ERRORS = {
  missing_parameter: {
    retryable: false,
    message: 'Something that the provider needs is missing{field}.',
    advice: `${NOT_STARTED} Press Reuse, fill it in and generate again.`,
  },
  invalid_parameter: {
    retryable: false,
    message: 'The provider does not accept a value of the request{field}.',
    advice: `${NOT_STARTED} To go on, ${EDIT_AND_GENERATE}`,
  },
  wrong_task_type: {
    retryable: false,
    message: 'The references and settings do not fit the kind of task that was asked for{field}.',
    advice: `${NOT_CHARGED} Choose another mode, or give it the references that this mode needs: ${EDIT_AND_GENERATE}`,
  },
  invalid_image_address: {
    retryable: false,
    message: 'The provider could not read the address of a picture{field}.',
    advice: `${NOT_STARTED} Upload the picture as a file instead: ${EDIT_AND_GENERATE}`,
  },
  request_refused: {
    retryable: false,
    message: 'The provider refused the request.',
    advice: `${NOT_STARTED} The provider’s words say what to change: ${EDIT_AND_GENERATE}`,
  },
} satisfies Record<string, ErrorSentence>

/** Moderation. What went in must change; what came out may pass with another seed. */
const CONTENT_ERRORS = {
  prompt_refused: {
    retryable: false,
    message: 'The provider’s content check refused the prompt.',
    advice: `${NOT_CHARGED} Reword the prompt: ${EDIT_AND_GENERATE}`,
  },
  image_refused: {
    retryable: false,
    message: 'The provider’s content check refused a picture among the references.',
    advice: `${NOT_CHARGED} Use another picture: ${EDIT_AND_GENERATE}`,
  },
  video_refused: {
    retryable: false,
    message: 'The provider’s content check refused a video among the references.',
    advice: `${NOT_CHARGED} Use another video: ${EDIT_AND_GENERATE}`,
  },
  audio_refused: {
    retryable: false,
    message: 'The provider’s content check refused a sound among the references.',
    advice: `${NOT_CHARGED} Use another sound: ${EDIT_AND_GENERATE}`,
  },
  real_person_refused: {
    retryable: false,
    message: 'The provider found a real person’s face in a reference, which this model does not take.',
    advice: `${NOT_CHARGED} Use a drawn or generated person, or a clip that this model made in the last 30 days: ${EDIT_AND_GENERATE}`,
  },
  input_policy_refused: {
    retryable: false,
    message:
      'The provider found that the prompt or a reference breaks its content policy, often by a protected work or character.',
    advice: `${NOT_CHARGED} Leave out protected works, characters and brands: ${EDIT_AND_GENERATE}`,
  },
  content_refused: {
    retryable: false,
    message: 'The provider’s content check refused the request.',
    advice: `${NOT_CHARGED} Reword the prompt or use other references: ${EDIT_AND_GENERATE}`,
  },
  output_refused: {
    retryable: true,
    message: 'The clip was made, but the provider’s content check held it back.',
    advice: `${NOT_CHARGED} Another seed often passes: press Retry. If it happens again, soften the prompt.`,
  },
  content_check_failed: {
    retryable: true,
    message: 'The provider’s content check did not work.',
    advice: `${NOT_CHARGED} Wait a little and press Retry.`,
  },
} satisfies Record<string, ErrorSentence>

/** Key, account, model, money: somebody has to change something outside the request. */
const ACCOUNT_ERRORS = {
  key_refused: {
    retryable: false,
    message: 'The provider does not accept the key.',
    advice: `${NOT_STARTED} Whoever runs Seedreel has to set a valid SEEDANCE_API_KEY and restart it; ${THEN_AGAIN}`,
  },
  account_blocked: {
    retryable: false,
    message: 'The provider has blocked the account.',
    advice: `${NOT_STARTED} Whoever owns the account has to settle this with the provider; ${THEN_AGAIN}`,
  },
  permission_denied: {
    retryable: false,
    message: 'The account may not do this at the provider.',
    advice: `${NOT_STARTED} Whoever owns the account has to grant the right there; ${THEN_AGAIN} Or press it now and choose another model.`,
  },
  payment_overdue: {
    retryable: false,
    message: 'The account at the provider has an unpaid bill or no balance left.',
    advice: `${NOT_STARTED} Top it up at the provider, ${THEN_AGAIN}`,
  },
  service_not_open: {
    retryable: false,
    message: 'The service or this model is not switched on for the account.',
    advice: `${NOT_STARTED} Switch it on in the provider’s console, ${THEN_AGAIN} Or press it now and choose another model.`,
  },
  quota_used_up: {
    retryable: false,
    message: 'The account’s quota at the provider is used up.',
    advice: `${NOT_STARTED} Raise the quota or wait for the next window, ${THEN_AGAIN}`,
  },
  spending_limit_reached: {
    retryable: false,
    message: 'The limit that was set for this account at the provider is reached.',
    advice: `${NOT_STARTED} Raise the limit in the provider’s console, ${THEN_AGAIN}`,
  },
  model_unavailable: {
    retryable: false,
    message: 'The provider does not offer this model to this account.',
    advice: `${NOT_STARTED} Press Reuse and choose another model, or have this one switched on in the provider’s console first.`,
  },
  not_found: {
    retryable: false,
    message: 'The provider does not know something that the request names.',
    advice: `${NOT_STARTED} The provider’s words say what is meant: ${EDIT_AND_GENERATE}`,
  },
  operation_not_possible: {
    retryable: false,
    message: 'The provider cannot do this with the task as it is now.',
    advice: 'The task goes on as before. Nothing has to be pressed.',
  },
} satisfies Record<string, ErrorSentence>

/** Passing trouble at the provider or on the way. */
const PASSING_ERRORS = {
  rate_limited: {
    retryable: true,
    message: 'The provider takes no more requests for the moment.',
    advice: `${NOT_STARTED} It is sent again by itself as soon as the provider allows.`,
  },
  provider_overloaded: {
    retryable: true,
    message: 'The provider is overloaded.',
    advice: `${NOT_STARTED} It is sent again by itself a little later.`,
  },
  provider_internal_error: {
    retryable: true,
    message: 'Something went wrong inside the provider.',
    advice: `${NOT_CHARGED} Press Retry.`,
  },
  provider_unreachable: {
    retryable: true,
    message: 'The provider could not be reached.',
    advice: `${NOT_STARTED} It is tried again by itself; if it goes on, check the network and SEEDANCE_BASE_URL.`,
  },
  unreadable_answer: {
    retryable: true,
    message: 'The provider answered something that Seedreel cannot read.',
    advice: `${NOT_STARTED} Check that SEEDANCE_BASE_URL names a Seedance provider, then press Retry.`,
  },
  unknown: {
    retryable: true,
    message: 'The provider reported a failure that Seedreel does not know.',
    advice: `${NOT_CHARGED} The provider’s own words are all there is to go by: press Retry, or, if they speak against the request, ${EDIT_AND_GENERATE}`,
  },
} satisfies Record<string, ErrorSentence>

/** What only Seedreel itself can say. */
const OWN_ERRORS = {
  send_unconfirmed: {
    retryable: false,
    message:
      'The request was sent, but the provider did not confirm it, so it may or may not have been taken.',
    advice:
      'Seedreel is looking for it in the provider’s list and sends nothing meanwhile, so that nothing is paid twice. ' +
      'Wait; or, if you know that it was not taken, press Send again, and if it no longer matters, Give up.',
  },
  proven_absent: {
    retryable: true,
    message: 'The provider never took the request.',
    advice: `${NOT_STARTED} It is sent again by itself.`,
  },
  given_up: {
    retryable: true,
    message: 'It was never found out whether the provider took the request, and somebody gave it up.',
    advice:
      'If the provider did take it, it is charged there and the clip is in the provider’s console. Retry makes and pays a new one.',
  },
  reference_unreachable: {
    retryable: false,
    message: 'The provider has no way to read a reference{field}.',
    advice: `${NOT_STARTED} Whoever runs Seedreel has to set PUBLIC_URL to an address that the provider can open; ${THEN_AGAIN} Or press it now and remove the reference.`,
  },
  reference_missing: {
    retryable: false,
    message: 'The file of a reference is gone{field}.',
    advice: `${NOT_STARTED} Press Reuse, add the file again and generate.`,
  },
  invalid_request: {
    retryable: false,
    message: 'The request breaks a limit of the model{field}.',
    advice: `${NOT_STARTED} To go on, ${EDIT_AND_GENERATE}`,
  },
  not_configured: {
    retryable: true,
    message: 'No key for the provider is set.',
    advice: `${NOT_STARTED} Whoever runs Seedreel has to set SEEDANCE_API_KEY and restart it; then press Retry.`,
  },
  another_provider: {
    retryable: true,
    message: 'This was started at a provider that is not set up any more.',
    advice:
      'Its outcome cannot be read. Set that provider up again and it goes on by itself, or press Reuse to make and pay a new one.',
  },
  cancelled_before_sending: {
    retryable: true,
    message: 'Cancelled before it was sent.',
    advice: `${NOT_STARTED} Press Retry to make it after all.`,
  },
  cancelled_at_provider: {
    retryable: true,
    message: 'Cancelled at the provider before it was made.',
    advice: 'A cancelled task is not charged. Press Retry to make it after all.',
  },
  expired: {
    retryable: true,
    message: 'The provider did not finish it in the time it was given.',
    advice:
      'An expired task is not charged. Press Retry; at a quieter hour, or without the half-price tier, it runs sooner.',
  },
  provider_forgot_task: {
    retryable: true,
    message: 'The provider took the task, but does not know it any more.',
    advice:
      'It was deleted there or is older than seven days, and may have been charged. Retry makes and pays a new one.',
  },
  bad_result: {
    retryable: false,
    message: 'The provider’s file is incomplete or is not a video that can be played.',
    advice:
      'Seedreel goes on fetching it for as long as its address lives, mostly 24 hours. Nothing has to be pressed.',
  },
  result_unreachable: {
    retryable: false,
    message: 'The clip is finished, but cannot be fetched yet.',
    advice:
      'Seedreel goes on trying for as long as its address lives, mostly 24 hours. Nothing has to be pressed.',
  },
  result_lost: {
    retryable: true,
    message: 'The clip was made, but its address died before it could be saved.',
    advice: 'It was charged; the provider’s console may still have it. Retry makes and pays a new one.',
  },
  storage_failed: {
    retryable: false,
    message: 'The clip is finished, but could not be written to Seedreel’s own storage.',
    advice:
      'Seedreel goes on trying for as long as its address lives, mostly 24 hours. Nothing has to be pressed here, but whoever runs Seedreel should look at the free space.',
  },
  internal: {
    retryable: true,
    message: 'Something went wrong inside Seedreel.',
    advice: `${NOT_STARTED} Press Retry; if it happens again, the log of the server says more.`,
  },
} satisfies Record<string, ErrorSentence>

export const ERROR_SENTENCES = {
  ...REQUEST_ERRORS,
  ...CONTENT_ERRORS,
  ...ACCOUNT_ERRORS,
  ...PASSING_ERRORS,
  ...OWN_ERRORS,
} satisfies Record<string, ErrorSentence>

export type OurCode = keyof typeof ERROR_SENTENCES

import { defineErrors } from '../errors.ts';

/**
 * What can keep a request to an address that a user named from being made or answered. None says what stands behind
 * an address that is refused: a name that is unknown and one that leads inside are the same to whoever asks. What 5xx stands at may go
 * otherwise another time.
 */
export const outboundErrors = defineErrors('outbound', {
  url_refused: { status: 422 },
  url_scheme_refused: { status: 422 },
  url_credentials_refused: { status: 422 },
  url_port_refused: { status: 422 },
  host_refused: { status: 422 },
  method_refused: { status: 422 },
  header_refused: { status: 422 },
  outbound_body_too_large: { status: 422 },
  redirect_refused: { status: 422 },
  too_many_redirects: { status: 422 },
  connection_failed: { status: 502 },
  certificate_refused: { status: 422 },
  answer_unreadable: { status: 502 },
  answer_too_large: { status: 422 },
  no_answer_in_time: { status: 504 },
});

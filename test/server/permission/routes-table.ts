/**
 * Who may ask what: every route of the server × everybody who may ask. A cell is the answer: 2xx as `ok`, else the status. A route
 * of the app without a line fails, and a line without a route.
 */
import { readGrid } from './people.ts';

/** 409: nothing was begun that this would end, or it is not there to be changed. 303: back to the app. 401: nobody is signed in, or who was is not at the school any more. 404: of another school. 403: not in this role. */
const TABLE = `
                                                  pupil leaver tutor cover pastoral adviser subject admin leader senior no-role left-staff elsewhere nobody
GET_/livez                                        ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         ok        ok
GET_/readyz                                       ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         ok        ok
GET_/backupz                                      ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         ok        ok
GET_/api/welcome                                  ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         ok        ok
GET_/api/session                                  ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     401     401        ok        401
PUT_/api/session                                  ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         404       401
PUT_/api/session/key                              ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         ok        401
DELETE_/api/session                               ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         ok        ok
POST_/api/session                                 403   403    403   403   403      403     403     403   403    403    403     403        403       403
POST_/api/activation                              403   403    403   403   403      403     403     403   403    403    403     403        403       403
POST_/api/demo/session                            404   404    404   404   404      404     404     404   404    404    404     404        404       404
GET_/api/sign-in/ways                             ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
POST_/api/session/second                          409  409  409  409  409  409  409  409  409  409  409  409  409  409
POST_/api/session/enrol                           409  409  409  409  409  409  409  409  409  409  409  409  409  409
POST_/api/passkey                                 ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
POST_/api/passkey/session                         409  409  409  409  409  409  409  409  409  409  409  409  409  409
GET_/api/sso/start                                404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET_/api/sso/callback                             303  303  303  303  303  303  303  303  303  303  303  303  303  303
POST_/api/sso/session                             409  409  409  409  409  409  409  409  409  409  409  409  409  409
GET_/api/account                                  ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   401
POST_/api/account/proof                           409  409  409  409  409  409  409  409  409  409  409  409  409  401
POST_/api/account/proof/asked                     404  404  404  404  404  404  404  404  404  404  404  404  404  401
POST_/api/account/proof/passkey                   409  409  409  409  409  409  409  409  409  409  409  409  409  401
POST_/api/account/proof/sso                       404  404  404  404  404  404  404  404  404  404  404  404  404  401
PUT_/api/account/password                         409  409  409  409  409  409  409  409  409  409  409  409  409  401
POST_/api/account/totp                            ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   401
PUT_/api/account/totp                             409  409  409  409  409  409  409  409  409  409  409  409  409  401
DELETE_/api/account/totp                          ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   401
POST_/api/account/recovery                        409  409  409  409  409  409  409  409  409  409  409  409  409  401
POST_/api/account/passkeys                        ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   401
PUT_/api/account/passkeys                         409  409  409  409  409  409  409  409  409  409  409  409  409  401
DELETE_/api/account/passkeys/:passkey             404  404  404  404  404  404  404  404  404  404  404  404  404  401
POST_/api/account/sso                             404  404  404  404  404  404  404  404  404  404  404  404  404  401
DELETE_/api/account/sso                           409  409  409  409  409  409  409  409  409  409  409  409  409  401
DELETE_/api/account/sessions                      ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   401
DELETE_/api/account/sessions/:session             404  404  404  404  404  404  404  404  404  404  404  404  404  401
POST_/api/schools/:school/sync                    ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         404       401
PUT_/api/schools/:school/enrolment                ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         404       401
POST_/api/schools/:school/sealed                  404   404    404   404   404      404     404     404   404    404    404     404        404       404
GET_/api/schools/:school/events                   ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         404       401
POST_/api/devices/asked                           ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         ok        ok
POST_/api/devices/cleared                         ok    ok     ok    ok    ok       ok      ok      ok    ok     ok     ok      ok         ok        ok
GET_/api/schools/:school/holders                  403   403    403   403   403      403     403     403   ok     403    403     403        404       401
GET_/api/schools/:school/holders/:holder/records  403   403    403   403   403      403     403     403   ok     403    403     403        404       401
GET_/api/schools/:school/people/:person/records   403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/holders/:holder/clear   403   403    403   403   403      403     403     403   ok     403    403     403        404       401
GET_/api/schools/:school/requests                 403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/requests                403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/requests/:request       403   403    403   403   403      403     403     403   ok     403    403     403        404       401
GET_/api/schools/:school/requests/:request/review 403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/requests/:request/decisions 403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/requests/:request/copy  403   403    403   403   403      403     403     403   ok     403    403     403        404       401
GET_/api/schools/:school/retention                403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/retention/longer        403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/retention/periods/preview 403   403    403   403   403      403     403     403   ok     403    403     403        404       401
PUT_/api/schools/:school/retention/periods        403   403    403   403   403      403     403     403   ok     403    403     403        404       401
GET_/api/schools/:school/refused                  403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/refused/:place/words    403   403    403   403   403      403     403     403   ok     403    403     403        404       401
DELETE_/api/schools/:school/refused/:place        403   403    403   403   403      403     403     403   ok     403    403     403        404       401
GET_/api/schools/:school/disposals                403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/disposals               403   403    403   403   403      403     403     403   409    403    403     403        404       401
POST_/api/schools/:school/disposals/go-on         403   403    403   403   403      403     403     403   ok     403    403     403        404       401
GET_/api/schools/:school/records/:record/named    403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/records/:record/erase   403   403    403   403   403      403     403     403   ok     403    403     403        404       401
GET_/api/schools/:school/devices                  403   403    403   403   403      403     403     403   ok     403    403     403        404       401
GET_/api/schools/:school/records/:record/history 403 403    403   403   403      403     403     403   ok     403    403     403        404       401
GET_/api/schools/:school/figures                  403   403    403   403   403      403     403     403   ok     ok     403     403        404       401
GET_/api/schools/:school/sign-in-rules            403  403  403  403  403  403  403  ok   ok   403  403  403  404  401
PUT_/api/schools/:school/sign-in-rules            403  403  403  403  403  403  403  ok   ok   403  403  403  404  401
POST_/api/schools/:school/exports                 403  403  403  403  403  403  403  403  ok   403  403  403  404  401
DELETE_/api/schools/:school/people/:person/second-step 403  403  403  403  403  403  403  ok   ok   403  403  403  404  401
GET_/api/schools/:school/people                   403   403    403   403   403      403     403     ok    ok     403    403     403        404       401
POST_/api/schools/:school/people                  403   403    403   403   403      403     403     ok    ok     403    403     403        404       401
POST_/api/schools/:school/people/:person/code     403   403    403   403   403      403     403     ok    ok     403    403     403        404       401
GET_/api/schools/:school/pupils/codes             403   403    403   403   403      403     403     ok    ok     403    403     403        404       401
POST_/api/schools/:school/pupils/codes            403   403    403   403   403      403     403     ok    ok     403    403     403        404       401
POST_/api/schools/:school/moves/preview           403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/moves                   403   403    403   403   403      403     403     403   ok     403    403     403        404       401
POST_/api/schools/:school/import/preview          403   403    403   403   403      403     403     ok    ok     403    403     403        404       401
POST_/api/schools/:school/import                  403   403    403   403   403      403     403     ok    ok     403    403     403        404       401
GET_/api/schools/:school/roster/last              403   403    403   403   403      403     403     ok    ok     403    403     403        404       401
POST_/api/schools/:school/roster/go-on            403   403    403   403   403      403     403     ok    ok     403    403     403        404       401
POST_/api/schools/:school/roster/roll-over/preview 403  403    403   403   403      403     403     ok    ok     403    403     403        404       401
POST_/api/schools/:school/roster/roll-over        403   403    403   403   403      403     403     409   409    403    403     403        404       401
POST_/api/schools/:school/roster/undo/preview     403   403    403   403   403      403     403     ok    ok     403    403     403        404       401
POST_/api/schools/:school/roster/undo             403   403    403   403   403      403     403     ok    ok     403    403     403        404       401`;

/** By "METHOD_path", the answer to each role. A roll-over in November is a conflict for who may begin one. */
export const ROUTES = readGrid(TABLE);

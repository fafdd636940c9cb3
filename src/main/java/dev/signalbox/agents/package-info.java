/**
 * What agents talk to: one webhook for all they do, reads of the board and its log, and the tokens
 * and signatures that say who is calling. {@link dev.signalbox.agents.AgentApi} is the door.
 *
 * <p>A request becomes a command of the board and a reply becomes JSON; nothing is decided here.
 * Every verb is a record of {@code Ask} and a line of {@code Verb}; the reader ({@code Form}), the
 * OpenAPI document and the tests all work from those, so a field cannot be accepted and not be
 * described. It knows no table, no chat and no clock.
 *
 * <p>What the protocol leaves open is decided here so:
 *
 * <ul>
 *   <li>An object that holds text somebody wrote says {@code "untrusted": true}: that text is data,
 *       whatever it asks for.
 *   <li>Fields are looked at in the order of the body. The first that the verb does not have is
 *       named; if it is one that names an actor, and names another than the caller, that is {@code
 *       identity_mismatch}.
 *   <li>A field that is {@code null} is a field left out.
 *   <li>The time an open {@code next} may take is no part of the command that an idempotency key
 *       remembers.
 *   <li>The mailbox of a hold tells its texts as of the reply or later. If they cannot be read, the
 *       command has happened all the same: the hold then says {@code "incomplete": true}.
 *   <li>A signed request comes to an address of its agent. The address only says which secrets to
 *       try; it is no name, and one that is not there looks like a wrong signature.
 *   <li>The id of a signed request is its idempotency key, of the same agent as those of its
 *       requests with a token. A header {@code Idempotency-Key} beside it is not read.
 *   <li>Only wrong tokens and signatures count against a remote address. Once it has had too many, tokens it shows
 *       are not looked up unless they are known already, while signatures that fit are let in; loopback is exempt from that, because
 *       everybody on this machine, or behind its proxy, comes from there.
 *   <li>A cursor is sealed with a hash of team and filter. That is no secret: it tells garbage and
 *       mix-ups, and there is nothing to gain by forging one.
 * </ul>
 */
@NullMarked
package dev.signalbox.agents;

import org.jspecify.annotations.NullMarked;

/**
 * The one HTTP server: its limits, its checks at the door, its refusals and its event streams.
 * Others hang their {@link dev.signalbox.web.Routes} on it; it knows none of them, and nothing of
 * boards, agents or chats.
 *
 * <p>A request passes, in this order: {@code Gate} (security headers, {@code Door}: Host, Origin,
 * method, encoding; then whether the server is stopping), {@code BodyReader} (the whole body, in
 * memory and in time, before any thread waits for it), the limit of reads at work, and only
 * then Javalin and a route. So a route meets no slow, huge or foreign request, and a refused one
 * costs next to nothing. The gate stands before the servlets because everything that answers
 * stands behind it: pages, errors and Javalin's own answers get the same headers.
 *
 * <p>A request is <em>at work</em> while its handler holds a thread. One that waits ({@link
 * dev.signalbox.web.Later}, {@link dev.signalbox.web.Streams}) is not, and gives its place back.
 *
 * <p>Every refusal, whoever utters it, is a {@link dev.signalbox.web.Problem}.
 *
 * <p>Nothing here is unbounded: threads ({@code WebThreads}), connections, bodies, streams.
 */
@NullMarked
package dev.signalbox.web;

import org.jspecify.annotations.NullMarked;

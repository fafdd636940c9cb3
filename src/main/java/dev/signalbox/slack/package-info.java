/**
 * Slack as a dialect: messages as Block Kit, and one ordered sender for each channel.
 *
 * <p>{@link dev.signalbox.slack.Workspace} is the door. What is said reaches Slack through {@link
 * dev.signalbox.slack.SlackChat}, with the synchronous client: the asynchronous one does not keep
 * the order. Text of agents and people goes into {@code rich_text} elements, which Slack does not
 * parse; nothing here writes mrkdwn. Slack has no key that makes a post unique, so every post
 * carries its outbox row in its metadata, and after a doubtful send the history is read.
 *
 * <p>{@link dev.signalbox.slack.Incoming} is the other door. What people do comes over a connection
 * or through the web server; either way it is proved to be Slack's and new before Bolt's listeners in
 * {@code Reception} see it. They acknowledge first: the ledger and the desk are asked on threads of
 * their own, Slack's methods called on others, and an answer that is late follows by itself.
 *
 * <p>It must not know SQL, HTML or who may do what.
 */
@NullMarked
package dev.signalbox.slack;

import org.jspecify.annotations.NullMarked;

/**
 * Slack as a dialect: messages as Block Kit, and one ordered sender for each channel.
 *
 * <p>{@link dev.signalbox.slack.Workspace} is the door. What is said reaches Slack through {@link
 * dev.signalbox.slack.SlackChat}, with the synchronous client: the asynchronous one does not keep
 * the order. Text of agents and people goes into {@code rich_text} elements, which Slack does not
 * parse; nothing here writes mrkdwn. Slack has no key that makes a post unique, so every post
 * carries its outbox row in its metadata, and after a doubtful send the history is read.
 *
 * <p>It must not know SQL, HTML or who may do what.
 */
@NullMarked
package dev.signalbox.slack;

import org.jspecify.annotations.NullMarked;

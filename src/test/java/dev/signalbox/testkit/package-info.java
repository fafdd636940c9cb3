/** What tests share: things of ours that are turned by hand. */
package dev.signalbox.testkit;

/** Signalbox in processes of its own, as an operator runs it: started, killed, stopped, asked. */
package dev.signalbox.process;

/** The port of alerting state: alerts, silences, acknowledgements, the outbox of notifications. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract.control.alert;

/** Ports of the control state: error states, deploys, alerts, tokens, settings, audit, ledger. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract.control;

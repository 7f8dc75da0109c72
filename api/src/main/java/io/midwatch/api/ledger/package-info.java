/** The ingest ledger as JSON. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api.ledger;

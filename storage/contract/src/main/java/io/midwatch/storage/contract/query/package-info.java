/** Questions and answers, typed, for every store alike. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract.query;

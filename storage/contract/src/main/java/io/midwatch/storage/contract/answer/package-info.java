/**
 * What every answer means, whatever store gives it: values, order, ties, limits and estimates. For
 * stores only.
 */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract.answer;

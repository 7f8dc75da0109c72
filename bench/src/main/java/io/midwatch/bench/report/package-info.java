/** Results: figures, where they were taken, and the files they are kept in. */
@org.jspecify.annotations.NullMarked
package io.midwatch.bench.report;

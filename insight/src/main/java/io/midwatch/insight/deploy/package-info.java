/** What went live, and when. */
@org.jspecify.annotations.NullMarked
package io.midwatch.insight.deploy;

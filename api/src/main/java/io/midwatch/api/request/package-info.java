/** What every request shares: its parameters and how it is refused. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api.request;

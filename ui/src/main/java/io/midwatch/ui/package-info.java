/** The operations pages. */
@org.jspecify.annotations.NullMarked
package io.midwatch.ui;

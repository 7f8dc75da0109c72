/** What databases are asked, without the values. */
@NullMarked
package io.midwatch.derive.statement;

import org.jspecify.annotations.NullMarked;

/** What a database is asked, and one statement. */
@NullMarked
package io.midwatch.ui.statements;

import org.jspecify.annotations.NullMarked;

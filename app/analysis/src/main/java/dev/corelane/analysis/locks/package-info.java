/// Who held which lock, who waited for it, and what it cost when the holder was not running.
package dev.corelane.analysis.locks;

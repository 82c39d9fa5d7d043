package db

import (
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"fanzha/db/report"
)

// mapError turns what the driver says into a refusal for people, by its code.
func mapError(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return report.Errorf(report.CodeFull, "磁盘已满, 这一步没有保存. 请腾出空间再试. (%w)", err)
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return report.Errorf(report.CodeFull, "数据文件不能写入, 这一步没有保存. 请检查磁盘和权限. (%w)", err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return report.Errorf(report.CodeBusy, "数据库正忙, 这一步没有保存. 请稍后再试. (%w)", err)
	}
	return err
}

// constraint reports whether a statement failed on a constraint: in a guard
// that is the answer, elsewhere a defect.
func constraint(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT
}

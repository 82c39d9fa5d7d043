package db

// verb is what the audit calls a change. Whoever adds one says whether forms
// show what it changes.
type verb struct{ name string }

// shows says of every verb of the program, by its name, whether forms show what
// it changes.
var shows = map[string]bool{}

// shown is a verb of changes that forms show, in whatever period.
func shown(name string) verb {
	shows[name] = true
	return verb{name}
}

// aside is a verb of changes that no form shows.
func aside(name string) verb {
	shows[name] = false
	return verb{name}
}

// The verbs of the program. A form shows what its report, its ledgers and its
// registers say, and the plan; who may log in and what leaders remark stands
// beside it.
var (
	verbInit = shown("init")
	verbPlan = shown("plan.apply")

	verbSave     = shown("save")
	verbNil      = shown("nil")
	verbSubmit   = shown("submit")
	verbWithdraw = shown("withdraw")
	verbReturn   = shown("return")
	verbAccept   = shown("accept")
	verbUnseal   = shown("unseal")
	verbUnlock   = shown("unlock")
	verbOpening  = shown("opening")
	verbRemark   = aside("remark")

	verbAdd     = shown("ledger.add")
	verbCorrect = shown("ledger.correct")
	verbStrike  = shown("ledger.strike")
	verbMode    = shown("ledger.mode")

	verbPut    = shown("register.put")
	verbEnd    = shown("register.end")
	verbImport = shown("register.import")

	verbUser     = aside("user.add")
	verbEnable   = aside("user.enable")
	verbDisable  = aside("user.disable") // ends the account's sessions
	verbReset    = aside("user.reset")   // so does this
	verbPassword = aside("password")
	verbKey      = aside("key.add")
	verbNoKey    = aside("key.remove")
	verbExpel    = aside("expel") // and this, but for the one that asks
)

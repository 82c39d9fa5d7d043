package plan

import (
	"slices"

	"github.com/shopspring/decimal"
)

func (c *checker) checkCalendar() {
	k := &c.plan.Calendar
	if k.FirstDay.IsZero() {
		c.wrong(first(k, c.plan), "缺少方案的第一天 first_day, 如 2021-02-03")
	}
	if k.DueDay < 1 || k.DueDay > 31 {
		c.wrong(first(&k.DueDay, k, c.plan), "每月报送日 due_day 要在1到31之间, 写成了%d", k.DueDay)
	}
	if k.GraceDays < 0 || k.GraceDays > 60 {
		c.wrong(first(&k.GraceDays), "宽限天数 grace_days 要在0到60之间, 写成了%d", k.GraceDays)
	}
	if k.ReturnDays < 1 || k.ReturnDays > 60 {
		c.wrong(first(&k.ReturnDays, k, c.plan), "退回后的天数 return_days 要在1到60之间, 写成了%d", k.ReturnDays)
	}
	if k.Supplement.Name != "" && k.Supplement.Due.IsZero() {
		c.wrong(first(&k.Supplement), "年终补报缺少截止日 due, 如 01-05")
	}
	c.checkPace(k)
	for i := range k.Vacations {
		v := &k.Vacations[i]
		c.knownAll(v.Kinds)
		for m := range v.Months {
			if v.Months[m] < 1 || v.Months[m] > 12 {
				c.wrong(first(&v.Months[m]), "月份要在1到12之间, 写成了%d", v.Months[m])
			}
		}
	}
}

// checkPace wants points that rise in time and in share, up to 100 percent.
func (c *checker) checkPace(k *Calendar) {
	hundred := decimal.NewFromInt(100)
	for i := range k.Pace {
		p := &k.Pace[i]
		if p.Percent.Sign() <= 0 || p.Percent.Cmp(hundred) > 0 {
			c.wrong(first(&p.Percent, p), "进度要大于0, 最多100, 写成了%s", p.Percent)
		}
		if i == 0 {
			continue
		}
		before := &k.Pace[i-1]
		if !before.On.Before(p.On) {
			c.wrong(first(&p.On, p), "进度的日子要一个比一个晚, %s 不晚于 %s", p.On, before.On)
		}
		if p.Percent.Cmp(before.Percent) <= 0 {
			c.wrong(first(&p.Percent, p), "进度要一个比一个高, %s 不高于 %s", p.Percent, before.Percent)
		}
	}
}

// Before reports whether d comes earlier in the year than e.
func (d DayOfYear) Before(e DayOfYear) bool {
	return d.Month < e.Month || d.Month == e.Month && d.Day < e.Day
}

func (c *checker) checkKinds() {
	p := c.plan
	if len(p.Kinds) == 0 {
		c.wrong(first(&p.Kinds, p), "没有单位类别, 请在 kinds 里至少写一种")
	}
	seen := map[string]bool{}
	for i := range p.Kinds {
		k := &p.Kinds[i]
		c.code(&k.ID, k, "类别编号")
		c.filled(&k.Name, k, "类别名称 name")
		if seen[k.ID] {
			c.wrong(first(&k.ID), "类别 %s 写了两遍, 请改其中一个的编号", k.ID)
		}
		seen[k.ID] = true
	}
	grouped := map[string]string{}
	groups := map[string]bool{}
	for i := range p.Groups {
		g := &p.Groups[i]
		c.code(&g.ID, g, "分组编号")
		c.filled(&g.Name, g, "分组名称 name")
		if groups[g.ID] {
			c.wrong(first(&g.ID), "分组 %s 写了两遍, 请改其中一个的编号", g.ID)
		}
		groups[g.ID] = true
		for j := range g.Kinds {
			if !c.known(&g.Kinds[j]) {
				continue
			}
			if other, twice := grouped[g.Kinds[j]]; twice {
				c.wrong(first(&g.Kinds[j]), "%s 已在分组 %s 里, 一种单位只能归一组", g.Kinds[j], other)
			}
			grouped[g.Kinds[j]] = g.ID
		}
	}
	for i := range p.Kinds {
		if k := &p.Kinds[i]; k.ID != "" && grouped[k.ID] == "" {
			c.wrong(first(&k.ID, k), "%s 不在任何分组里, 汇总表没有地方放, 请写进 groups", k.ID)
		}
	}
}

func (c *checker) checkUnits() {
	p := c.plan
	c.code(&p.Root.Code, &p.Root, "乡镇编号 root.code")
	c.filled(&p.Root.Name, &p.Root, "乡镇名称 root.name")
	if len(p.Units) == 0 {
		c.wrong(first(&p.Units, p), "没有单位, 请在 units 里至少写一个")
	}
	codes, names := map[string]bool{p.Root.Code: true}, map[string]bool{p.Root.Name: true}
	for i := range p.Units {
		u := &p.Units[i]
		c.code(&u.Code, u, "单位编号")
		c.filled(&u.Name, u, "单位名称 name")
		if u.Kind == "" {
			c.wrong(first(u), "缺少单位类别 kind, 请补上")
		} else {
			c.known(&u.Kind)
		}
		if u.Code != "" && codes[u.Code] {
			c.wrong(first(&u.Code), "单位编号 %s 用了两次, 请改一个", u.Code)
		}
		if u.Name != "" && names[u.Name] {
			c.wrong(first(&u.Name), "单位名称 %s 用了两次, 请改一个", u.Name)
		}
		if u.Code == OtherDim {
			c.wrong(first(&u.Code), "单位编号不能用 other, 它表示矩阵里的其他")
		}
		if !u.LastDay.IsZero() && u.LastDay.Before(u.FirstDay) {
			c.wrong(first(&u.LastDay), "最后一天 %s 早于第一天 %s", u.LastDay, u.FirstDay)
		}
		codes[u.Code], names[u.Name] = true, true
	}
	for i := range p.Units {
		for j := range p.Units[i].FilesFor {
			c.unit(&p.Units[i].FilesFor[j])
		}
	}
	c.office(&p.Office, "负责汇总的单位 office", true)
	c.office(&p.Deputy, "代为审核的单位 deputy", false)
	if p.Deputy != "" && p.Deputy == p.Office {
		c.wrong(first(&p.Deputy), "代为审核的单位不能就是汇总单位 %s", p.Office)
	}
}

func (c *checker) office(code *string, what string, must bool) {
	switch {
	case *code != "":
		c.unit(code)
	case must:
		c.wrong(first(code, c.plan), "缺少%s, 请补上", what)
	}
}

// unit complains of a code that no unit has.
func (c *checker) unit(code *string) bool {
	if _, ok := c.plan.Unit(*code); ok {
		return true
	}
	c.wrong(first(code), "没有 %s 这个单位, 请先写进 units", *code)
	return false
}

// Roles of a grant.
const (
	RoleFiller   = "filler"   // 填报员: the own unit's reports
	RoleReviewer = "reviewer" // 审核员: the 平安办
	RoleLeader   = "leader"   // 领导: reads all, decides
	RoleAuditor  = "auditor"  // 查阅: reads all until a date
)

// roles in the order of a sentence.
var roles = []string{RoleFiller, RoleReviewer, RoleLeader, RoleAuditor}

func (c *checker) checkAccounts() {
	p := c.plan
	logins := map[string]bool{}
	for i := range p.Accounts {
		a := &p.Accounts[i]
		c.code(&a.Login, a, "登录名")
		if a.Login != "" && logins[a.Login] {
			c.wrong(first(&a.Login), "登录名 %s 用了两次, 请改一个", a.Login)
		}
		logins[a.Login] = true
		if len(a.Grants) == 0 {
			c.wrong(first(&a.Grants, a), "账号 %s 没有任何权限, 请写 grants", a.Login)
		}
		for j := range a.Grants {
			g := &a.Grants[j]
			if !slices.Contains(roles, g.Role) {
				c.wrong(first(&g.Role, g), "没有 %q 这种角色, 只能是 filler、reviewer、leader、auditor", g.Role)
			}
			if g.Unit == "" {
				c.wrong(first(g), "缺少权限所在的单位 unit, 请补上")
			} else {
				c.unit(&g.Unit)
			}
		}
	}
}

package register

import (
	"slices"
	"testing"

	"fanzha/db/plan"
)

// materials are fed by the register of materials, which is no part of this.
var materials = []string{"own_materials", "own_approved", "issued", "reviewed", "approved", "rejected", "materials_kinds", "materials_copies"}

func TestEveryLineOfARegisterIsFedForEachKind(t *testing.T) {
	p := plan.Default()
	for _, kind := range p.Kinds {
		book := Book{}
		for _, r := range p.RegistersOf(kind.ID) {
			book[r.ID] = []Site{}
			if r.Single {
				book[r.ID] = []Site{{}} // one whose entry was taken back says nothing
			}
		}
		fed := Fed(p, kind.ID, book)
		for _, l := range p.FormOf(kind.ID).Lines {
			if l.Indicator.Source != plan.SourceRegister || slices.Contains(materials, l.Key) {
				continue
			}
			if _, ok := fed[l.Key]; !ok {
				t.Errorf("%s of %s comes from no register", l.Key, kind.ID)
			}
			if _, ok := p.Registering(kind.ID, l); !ok {
				t.Errorf("the plan does not name the register of %s of %s", l.Key, kind.ID)
			}
		}
	}
}

func TestRegistersFeedTheForm(t *testing.T) {
	for _, c := range []struct {
		kind  string
		sites []string
		want  map[string]string
		fails map[string]int
	}{
		{
			"bank",
			[]string{
				"outlets 营业部 board=是 screen=是 playing=否 atms=3 atms_warned=3 lobby=2 guard=1 advised=是",
				"outlets 分理处 board=否 screen=否 atms=1 atms_warned=0 advised=否",
				"liaison 农村商业银行 post=营业部主任",
			},
			map[string]string{
				"outlets": "2", "outlets_board": "1", "outlets_screen": "1", "outlets_playing": "0", "atms": "4", "atms_warned": "3",
				"advisers_lobby": "2", "advisers_guard": "1", "outlets_advised": "1", "staff": "营业部主任",
			},
			map[string]int{"outlets_board": 1, "outlets_playing": 1, "atms_warned": 1, "outlets_advised": 1},
		},
		{
			"school",
			[]string{
				"classes 一年级 stage=小学低年级 pupils=40 families=38", "classes 七年级 stage=初中 pupils=45 families=44",
				"teams 教师 kind=教职工 people=31",
			},
			map[string]string{"classes": "2", "pupils": "85", "families": "82", "teachers": "31"},
			nil,
		},
		{
			"tourism",
			[]string{
				"venues 山庄 kind=民宿 ads=0 film=是 state=营业", "venues 宾馆 kind=宾馆 ads=1 terminals=8 terminals_set=7 state=营业",
				"venues 旧馆 kind=宾馆 ads=0 state=停业", "venues 峡谷 kind=景区 ads=2 state=营业",
			},
			map[string]string{"hotels": "0", "guesthouses": "2", "scenic": "1", "venues_failing": "1", "terminals": "8", "terminals_set": "7", "film_venues": "1"},
			map[string]int{"venues_failing": 1, "terminals_set": 1},
		},
		{"village", []string{"households 乐道村 households=612 residents=1800"}, map[string]string{"households": "612"}, nil},
		{"health", []string{"clinic 门诊 kind=电子屏 state=完好", "clinic 大门 kind=海报 state=损坏"}, map[string]string{"ads_shown": "1", "screens_on": "1"}, nil},
		{"market", []string{"companies 甲厂 trade=建材", "companies 乙店"}, map[string]string{"companies_known": "2"}, nil},
	} {
		fed := Fed(plan.Default(), c.kind, kept(t, c.sites...))
		for key, want := range c.want {
			if got := fed[key].Value.String(); got != want {
				t.Errorf("%s: %s is %s, want %s", c.kind, key, got, want)
			}
			if n := len(fed[key].Sites); n != c.fails[key] {
				t.Errorf("%s: %d sites fail %s, want %d", c.kind, n, key, c.fails[key])
			}
		}
	}
	if fed := Fed(plan.Default(), "village", Book{}); len(fed) != 0 {
		t.Errorf("registers that say nothing feed %v", fed)
	}
	households := Fed(plan.Default(), "village", kept(t, "households 乐道村 households=612"))["households"]
	if households.AsOf.String() != "2021-03-01" || households.Basis != "核定" {
		t.Errorf("a denominator stands as of %s on %s", households.AsOf, households.Basis)
	}
}

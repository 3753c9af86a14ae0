//! The people: the customers' and our own.

/// The customers' people: one record a person, many roles.
pub mod contacts {
    use crate::model::Pack::Parent;
    use crate::model::Severity::Error;
    use crate::model::schema::columns;
    use crate::model::{Computed, Kind, Sheet, column};

    columns! {
        Contacts;
        /// Name.
        NAME: Text = column("name", "Name", "姓名", Kind::Text).core().required(Error);
        /// Customer.
        ACCOUNT: Link = column("account", "Account", "客户", Kind::Link(Sheet::Accounts)).pack(Parent);
        /// Title.
        TITLE: Text = column("title", "Title", "职务", Kind::Text).core();
        /// Unit.
        UNIT: Text = column("unit", "Unit", "部门", Kind::Text).core();
        /// The deals in whose decision the person takes part.
        DEALS: Links = column("deals", "Takes part in", "参与的项目", Kind::Links(Sheet::Deals)).core().wide(240).computed(Computed::DealsOfContact);
        /// When somebody last met the person.
        LAST: Date = column("last_contact", "Last contact", "最近接触", Kind::Date).core().computed(Computed::LastMet);
        /// Telephone.
        PHONE: Text = column("phone", "Telephone", "电话", Kind::Text).core().private();
        /// E-mail.
        EMAIL: Text = column("email", "E-mail", "邮箱", Kind::Text).core().private();
        /// Note.
        NOTE: Text = column("note", "Note", "备注", Kind::Paragraph).core().private();
    }
}

/// Our own people.
pub mod persons {
    use crate::model::Severity::Error;
    use crate::model::schema::{choices, columns};
    use crate::model::{Kind, column};

    columns! {
        Persons;
        /// Name.
        NAME: Text = column("name", "Name", "姓名", Kind::Text).core().required(Error);
        /// What the person does.
        ROLE: Choice = column("role", "Role", "岗位", Kind::Choice(choices![
            "sales" "salesperson" "销售" Plain, "manager" "manager" "销售经理" Plain, "presales" "pre-sales" "售前" Plain,
            "service" "service" "服务" Plain, "executive" "executive" "高管" Plain])).core();
        /// Team.
        TEAM: Text = column("team", "Team", "团队", Kind::Text).core();
        /// E-mail.
        EMAIL: Text = column("email", "E-mail", "邮箱", Kind::Text).core();
        /// No longer with us.
        LEFT: Check = column("left", "Left", "已离职", Kind::Check).core();
    }
}

//! What commands are called elsewhere: in Excel, WPS, Google Sheets, Feishu and other programs for selling. The palette
//! finds a command by each of these names; they are shown nowhere.

use super::messages;

messages! {
    /// Other names of a command, parted by commas.
    Synonyms {
        FillDown => en "autofill, copy down", zh "自动填充, 下拉填充, 往下拉";
        FillSeries => en "autofill, sequence, numbering", zh "自动填充, 序号, 编号, 递增";
        Clear => en "erase, empty the cell", zh "清空, 擦除";
        Pick => en "dropdown, date picker, calendar, list", zh "下拉列表, 下拉菜单, 日历, 选日期";
        Today => en "date stamp, now", zh "当前日期, 今日";
        CopyAbove => en "ditto, same as above", zh "同上";
        Repeat => en "redo last action, do again", zh "重复操作, 重复上一步";
        CopyHeadings => en "copy with header row", zh "复制表头, 复制标题行";
        Paste => en "paste values, paste special", zh "选择性粘贴, 粘贴数值";
        Add => en "new row, new record", zh "新增, 新建记录";
        InsertRow => en "new row, add row", zh "新增行, 添加行, 加一行";
        Duplicate => en "clone, copy row", zh "复制行, 克隆";
        DeleteRows => en "remove row", zh "移除行, 删掉";
        Join => en "merge duplicates, deduplicate, remove duplicates", zh "去重, 合并重复, 删除重复项";
        PlanActivity => en "next step, task, to do, reminder, meeting, follow up", zh "下一步, 任务, 待办, 提醒, 会议, 跟进";
        SortPanel => en "custom sort, order by", zh "自定义排序";
        FilterPanel => en "autofilter, query, search rows, needs attention, my deals", zh "自动筛选, 高级筛选, 需要关注, 只看我的";
        FilterColumn => en "autofilter, slicer", zh "自动筛选, 切片器";
        Unfilter => en "clear filter, reset filter", zh "清除筛选, 显示全部";
        Group => en "subtotal, outline, pivot table, summarise", zh "分类汇总, 小计, 数据透视表, 汇总";
        Colours => en "conditional formatting, highlight, fill colour, color", zh "条件格式, 突出显示, 填充颜色, 标色";
        SaveViewAs => en "saved filter, new view", zh "保存筛选, 新建视图";
        TotalMenu => en "autosum, sum, average, count, subtotal", zh "自动求和, 求和, 平均值, 计数, 总计";
        ColumnsPanel => en "unhide columns, show column, hidden fields", zh "取消隐藏列, 显示列, 隐藏字段, 字段配置";
        FitColumn => en "autofit, column width", zh "自适应列宽, 列宽, 最适合的列宽";
        Freeze => en "freeze panes, pin column", zh "冻结窗格, 固定列";
        AddColumn => en "new field, custom field, formula, insert column, vlookup", zh "新增字段, 自定义字段, 公式, 插入列, 函数";
        EditColumn => en "rename column, field type, data validation, options, formula, required",
            zh "重命名列, 字段类型, 数据验证, 数据有效性, 下拉选项, 公式, 必填";
        AllColumns => en "custom fields", zh "自定义字段, 字段管理";
        Card => en "details, expand record, form view", zh "详情, 展开记录, 表单";
        Comment => en "note, annotation, discuss", zh "备注, 注释, 评论";
        Explain => en "trace precedents, why, formula", zh "追踪引用单元格, 为什么, 计算过程";
        Follow => en "open link, go to record", zh "打开关联, 跳转";
        ShowActivities => en "calendar, tasks, meetings, visits", zh "任务, 日程, 拜访, 会议";
        ShowStrategy => en "decision makers, stakeholders, competitors, red flags", zh "决策人, 关键人, 竞争对手, 红旗";
        ShowFunnel => en "pipeline, opportunities, deals", zh "商机, 销售管道, 机会, 项目";
        AllAccounts => en "account list, customer table, compare accounts", zh "客户列表, 客户台账, 对比客户";
        ShowAccounts => en "customers, companies, clients", zh "客户, 公司, 大客户";
        ShowForecast => en "dashboard, charts, reports, what if, analysis", zh "仪表盘, 图表, 报表, 假设分析, 分析";
        ShowSetup => en "stages, targets, quota, products, currency, exchange rate, people", zh "阶段, 目标, 指标, 产品, 货币, 汇率, 人员";
        Find => en "search", zh "搜索";
        Replace => en "substitute", zh "批量替换";
        Review => en "paste errors, import errors", zh "粘贴错误, 导入错误";
        Problems => en "errors, validation, warnings, check", zh "错误, 校验, 警告, 检查";
        Undo => en "revert, back", zh "撤消, 撤回, 返回上一步";
        Redo => en "do again, forward", zh "恢复";
        History => en "version history, changes, audit, who changed", zh "版本历史, 修改记录, 变更";
        NewPlan => en "new workbook, new file, blank", zh "新建工作簿, 新建文件, 空白";
        Plans => en "recent files, switch plan, trash, bin", zh "最近文件, 切换计划, 回收站";
        Open => en "load, import, merge copies", zh "导入, 加载, 合并副本";
        Save => en "export, download, backup, share, send, json", zh "导出, 下载, 备份, 分享, 发送";
        TakeTable => en "excel, xlsx, xls, wps, et, paste list, upload", zh "表格文件, 导入表格, 上传, 导入 excel";
        SaveTeam => en "share without private columns, redact", zh "脱敏, 分享, 去除隐私";
        SaveTemplate => en "blank copy, workshop", zh "空白副本, 工作坊, 范本";
        SaveTable => en "excel, xlsx, xls, wps, et, export, download, spreadsheet", zh "表格文件, 导出, 下载, 电子表格, 导出 excel";
        SaveRaw => en "export, database, api, programs", zh "导出, 数据库, 原始数据";
        Print => en "pdf, paper, page setup", zh "导出 pdf, 页面设置, 打印预览";
        RemoveSample => en "delete demo data, start over", zh "删除演示数据, 重新开始";
        Preferences => en "settings, options, enter key, my name", zh "选项, 首选项, 我的姓名";
        OtherLanguage => en "chinese, english, translate", zh "中文, 英文, 翻译";
        NextTheme => en "dark mode, night, appearance", zh "深色模式, 夜间模式, 主题";
        Help => en "shortcuts, hotkeys, manual", zh "热键, 说明, 教程";
    }
}

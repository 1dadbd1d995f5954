<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ApduLine</name>
    <message>
        <source>%1, block %2</source>
        <translation>%1，第 %2 块</translation>
    </message>
    <message>
        <source>refresh flag on</source>
        <translation>带刷新标志</translation>
    </message>
    <message>
        <source>refresh flag off</source>
        <translation>不带刷新标志</translation>
    </message>
    <message>
        <source>open a channel to the ISD-R</source>
        <translation>打开到 ISD-R 的通道</translation>
    </message>
    <message>
        <source>open a channel to an application</source>
        <translation>打开到某应用的通道</translation>
    </message>
    <message>
        <source>close the channel, always</source>
        <translation>关闭通道（总会执行）</translation>
    </message>
    <message>
        <source>open a logical channel</source>
        <translation>打开逻辑通道</translation>
    </message>
    <message>
        <source>select an application</source>
        <translation>选择应用</translation>
    </message>
    <message>
        <source>fetch the rest of the answer</source>
        <translation>取回其余应答</translation>
    </message>
    <message>
        <source>1 profile</source>
        <translation>1 个配置</translation>
    </message>
    <message>
        <source>%1 profiles</source>
        <translation>%1 个配置</translation>
    </message>
    <message>
        <source>%1, %2 enabled</source>
        <translation>%1，%2 个已启用</translation>
    </message>
    <message>
        <source>1 notification waits</source>
        <translation>1 条通知待发</translation>
    </message>
    <message>
        <source>%1 notifications wait</source>
        <translation>%1 条通知待发</translation>
    </message>
    <message>
        <source>SGP.22 v%1, %2 free</source>
        <translation>SGP.22 v%1，剩余 %2</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>ISD-R selected, session %1</source>
        <translation>已选中 ISD-R，会话 %1</translation>
    </message>
    <message>
        <source>channel closed</source>
        <translation>通道已关闭</translation>
    </message>
    <message>
        <source>more to fetch: %1 bytes or more</source>
        <translation>还有 %1 字节或更多待取</translation>
    </message>
    <message>
        <source>block taken</source>
        <translation>已接收该块</translation>
    </message>
    <message>
        <source>the card was reset: every channel is closed</source>
        <translation>卡已复位：所有通道均已关闭</translation>
    </message>
    <message>
        <source>no notification waits</source>
        <translation>没有待发通知</translation>
    </message>
</context>
<context>
    <name>Badge</name>
    <message>
        <source>LIVE</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>REPLAY</source>
        <translation>回放</translation>
    </message>
</context>
<context>
    <name>Battery</name>
    <message>
        <source>Battery life, ESTIMATE</source>
        <translation>电池续航，估算</translation>
    </message>
    <message>
        <source>In hours</source>
        <translation>按小时计</translation>
    </message>
    <message>
        <source>Average out of the cell</source>
        <translation>电池平均输出</translation>
    </message>
    <message>
        <source>Activities on one charge</source>
        <translation>一次充电的活动次数</translation>
    </message>
    <message>
        <source>Usable charge</source>
        <translation>可用电量</translation>
    </message>
    <message>
        <source>Share of the activity</source>
        <translation>活动占比</translation>
    </message>
    <message>
        <source>Share of the time between</source>
        <translation>间隔占比</translation>
    </message>
    <message>
        <source>Share of the regulator</source>
        <translation>稳压损耗占比</translation>
    </message>
    <message>
        <source>Share of self-discharge</source>
        <translation>自放电占比</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>手动输入</translation>
    </message>
    <message>
        <source>average of region %1</source>
        <translation>区域 %1 的平均值</translation>
    </message>
    <message>
        <source>Activity, measured</source>
        <translation>活动（测得）</translation>
    </message>
    <message>
        <source>Repeats every</source>
        <translation>重复周期</translation>
    </message>
    <message>
        <source>Current between</source>
        <translation>间隔电流</translation>
    </message>
    <message>
        <source>Cell, assumed</source>
        <translation>电池（假设）</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Turns off at</source>
        <translation>截止电压</translation>
    </message>
    <message>
        <source>Usable until then</source>
        <translation>截止前可用</translation>
    </message>
    <message>
        <source>Charged to</source>
        <translation>起始电量</translation>
    </message>
    <message>
        <source>Left by cold and age</source>
        <translation>低温与老化后剩余</translation>
    </message>
    <message>
        <source>Self-discharge a month</source>
        <translation>每月自放电</translation>
    </message>
    <message>
        <source>Regulator efficiency</source>
        <translation>稳压效率</translation>
    </message>
    <message>
        <source>The board draws</source>
        <translation>电路板的用电方式</translation>
    </message>
    <message>
        <source>the same power at any voltage</source>
        <translation>任何电压下功率不变</translation>
    </message>
    <message>
        <source>the same current at any voltage</source>
        <translation>任何电压下电流不变</translation>
    </message>
    <message>
        <source>over 100 years</source>
        <translation>超过 100 年</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>%1 years</source>
        <translation>%1 年</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>2 × AAA alkaline</source>
        <translation>2 × AAA 碱性电池</translation>
    </message>
    <message>
        <source>2 × AA alkaline</source>
        <translation>2 × AA 碱性电池</translation>
    </message>
    <message>
        <source>LiPo</source>
        <translation>锂聚合物</translation>
    </message>
    <message>
        <source>The average current of the region is below 0: choose one in which the board draws current.</source>
        <translation>区域的平均电流低于 0：请选择电路板在用电的区域。</translation>
    </message>
    <message>
        <source>The region is longer than ten years.</source>
        <translation>区域长于十年。</translation>
    </message>
    <message>
        <source>Repeats every: a number above 0, at most ten years, is needed.</source>
        <translation>重复周期：需要大于 0、不超过十年的数值。</translation>
    </message>
    <message>
        <source>Repeats every: the region is longer than that. Type its length or more.</source>
        <translation>重复周期：区域比它更长。请输入区域的长度或更大的数值。</translation>
    </message>
    <message>
        <source>Current between: a number from 0 to 1 000 000 mA is needed.</source>
        <translation>间隔电流：需要 0 到 1 000 000 mA 之间的数值。</translation>
    </message>
    <message>
        <source>The region has no voltage, which the same power needs. Choose the same current.</source>
        <translation>区域没有电压数据，无法按功率不变计算。请选择电流不变。</translation>
    </message>
    <message>
        <source>Capacity: a number above 0, at most 1 000 000 mAh.</source>
        <translation>容量：大于 0、不超过 1 000 000 mAh 的数值。</translation>
    </message>
    <message>
        <source>Mean voltage: a number above 0, at most 1 000 V.</source>
        <translation>平均电压：大于 0、不超过 1 000 V 的数值。</translation>
    </message>
    <message>
        <source>Usable: a number above 0, at most 100 %.</source>
        <translation>可用：大于 0、不超过 100 % 的数值。</translation>
    </message>
    <message>
        <source>Charged to: a number above 0, at most 100 %.</source>
        <translation>起始电量：大于 0、不超过 100 % 的数值。</translation>
    </message>
    <message>
        <source>Cold and age: a number above 0, at most 100 %.</source>
        <translation>低温与老化：大于 0、不超过 100 % 的数值。</translation>
    </message>
    <message>
        <source>Regulator: a number above 0, at most 100 %.</source>
        <translation>稳压效率：大于 0、不超过 100 % 的数值。</translation>
    </message>
    <message>
        <source>Self-discharge: a number from 0 to 100 %.</source>
        <translation>自放电：0 到 100 % 之间的数值。</translation>
    </message>
    <message>
        <source>Nothing is drawn: with these figures the cell would last for ever.</source>
        <translation>没有任何消耗：按这些数值电池可以一直用下去。</translation>
    </message>
    <message>
        <source>The cell is assumed: what such a device usually has, not what this kit states.</source>
        <translation>电池为假设：此类设备通常所用，并非本套件所声明。</translation>
    </message>
    <message>
        <source>The figures of the cell are assumed, not of a certain product.</source>
        <translation>电池数值为假设，并非某一产品的数据。</translation>
    </message>
    <message>
        <source>Linear: the region repeats as measured, and high currents do not lower the capacity.</source>
        <translation>线性估算：区域按测得的样子重复，大电流不会降低容量。</translation>
    </message>
    <message>
        <source>The kit reports a charge of %1 now.</source>
        <translation>套件报告当前电量为 %1。</translation>
    </message>
    <message>
        <source>The region peaks at %1; such a cell gives about %2: it may turn off early.</source>
        <translation>区域峰值为 %1；此类电池约能提供 %2：设备可能提前关机。</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Kit</source>
        <translation>套件</translation>
    </message>
    <message>
        <source>%1, stated by the kit</source>
        <translation>%1，由套件声明</translation>
    </message>
    <message>
        <source>The kit states the capacity. All else of the cell is assumed: what such a device usually has.</source>
        <translation>容量由套件声明。电芯的其余参数为假设值：取此类设备的常见值。</translation>
    </message>
    <message>
        <source>quietest tenth of the region</source>
        <translation>区域中最安静的十分之一</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Kit</source>
        <translation>套件</translation>
    </message>
    <message>
        <source>Start or stop recording</source>
        <translation>开始或停止录制</translation>
    </message>
    <message>
        <source>Next kit</source>
        <translation>下一块套件</translation>
    </message>
    <message>
        <source>Previous kit</source>
        <translation>上一块套件</translation>
    </message>
    <message>
        <source>Shown panel</source>
        <translation>当前面板</translation>
    </message>
    <message>
        <source>Search in the panel</source>
        <translation>在面板中搜索</translation>
    </message>
    <message>
        <source>Do the panel&apos;s main action</source>
        <translation>执行面板的主要操作</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Find or run anything</source>
        <translation>查找或执行任何操作</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Change the language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>Change between light and dark</source>
        <translation>切换浅色与深色</translation>
    </message>
    <message>
        <source>Go to the next area</source>
        <translation>转到下一区域</translation>
    </message>
    <message>
        <source>Go to the area before</source>
        <translation>转到上一区域</translation>
    </message>
    <message>
        <source>Full screen on or off</source>
        <translation>进入或退出全屏</translation>
    </message>
    <message>
        <source>Copy the panel as a picture</source>
        <translation>将面板复制为图片</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Start the tour</source>
        <translation>开始产品导览</translation>
    </message>
    <message>
        <source>Start the tour on auto-play</source>
        <translation>开始自动播放的产品导览</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Rename the kit</source>
        <translation>重命名套件</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录制文件</translation>
    </message>
    <message>
        <source>Connect a kit</source>
        <translation>连接套件</translation>
    </message>
    <message>
        <source>Show another part of the recording</source>
        <translation>显示录制的另一段</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>They are not equally long: compare charge and energy with the durations in mind.</source>
        <translation>两者时长不同：对比电荷与能量时请考虑时长。</translation>
    </message>
    <message>
        <source>%1 is %2 and %3 is %4: they were not taken in the same way.</source>
        <translation>%1 为 %2，%3 为 %4：两者的获取方式不同。</translation>
    </message>
    <message>
        <source>%1 shifted by</source>
        <translation>%1 的偏移</translation>
    </message>
</context>
<context>
    <name>DisconnectKit</name>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Disconnect in the middle of this?</source>
        <translation>操作尚未完成，仍要断开连接吗？</translation>
    </message>
</context>
<context>
    <name>EsimCommand</name>
    <message>
        <source>Read the card again</source>
        <translation>重新读卡</translation>
    </message>
    <message>
        <source>Rename the selected profile</source>
        <translation>重命名所选配置</translation>
    </message>
    <message>
        <source>Copy the EID</source>
        <translation>复制 EID</translation>
    </message>
    <message>
        <source>Copy the APDU timeline</source>
        <translation>复制 APDU 时间线</translation>
    </message>
    <message>
        <source>Show APDUs as meaning or hex</source>
        <translation>APDU 在含义与十六进制间切换</translation>
    </message>
    <message>
        <source>Enable or disable the selected profile</source>
        <translation>启用或停用所选配置文件</translation>
    </message>
</context>
<context>
    <name>Fault</name>
    <message>
        <source>The kit is not connected.</source>
        <translation>套件未连接。</translation>
    </message>
    <message>
        <source>Plug it in again; the link comes back by itself.</source>
        <translation>请重新插上；连接会自动恢复。</translation>
    </message>
    <message>
        <source>The kit did not answer in time.</source>
        <translation>套件没有及时应答。</translation>
    </message>
    <message>
        <source>Try again; if it stays silent, reset the kit.</source>
        <translation>请重试；如仍无应答，请复位套件。</translation>
    </message>
    <message>
        <source>Stopped before it was finished.</source>
        <translation>在完成之前已停止。</translation>
    </message>
    <message>
        <source>Start it again when you are ready.</source>
        <translation>准备好后可重新开始。</translation>
    </message>
    <message>
        <source>The kit refused.</source>
        <translation>套件拒绝了请求。</translation>
    </message>
    <message>
        <source>Its reason is in the details.</source>
        <translation>原因见详情。</translation>
    </message>
    <message>
        <source>The kit answered something that does not follow its protocol.</source>
        <translation>套件的应答不符合协议。</translation>
    </message>
    <message>
        <source>Try again; if it happens each time, check the kit&apos;s firmware version.</source>
        <translation>请重试；如每次都发生，请检查套件的固件版本。</translation>
    </message>
    <message>
        <source>The file is damaged or of another kind.</source>
        <translation>文件已损坏，或不是这种文件。</translation>
    </message>
    <message>
        <source>Choose another file, or build it again.</source>
        <translation>请选择其他文件，或重新生成。</translation>
    </message>
    <message>
        <source>A value is outside what is possible.</source>
        <translation>某个值超出允许范围。</translation>
    </message>
    <message>
        <source>Correct the value and try again.</source>
        <translation>请改正该值后重试。</translation>
    </message>
    <message>
        <source>This kit does not offer that.</source>
        <translation>此套件不提供该功能。</translation>
    </message>
    <message>
        <source>Add a port that offers it, or use another kit.</source>
        <translation>请添加提供该功能的端口，或换用其他套件。</translation>
    </message>
    <message>
        <source>It is not there.</source>
        <translation>找不到该对象。</translation>
    </message>
    <message>
        <source>The kit is busy with something else.</source>
        <translation>套件正忙于其他操作。</translation>
    </message>
    <message>
        <source>Wait until it is done, or stop it.</source>
        <translation>请等待其完成，或将其停止。</translation>
    </message>
    <message>
        <source>You may not open this port.</source>
        <translation>没有权限打开此端口。</translation>
    </message>
    <message>
        <source>Install the udev rule, or join the dialout group and log in again.</source>
        <translation>请安装 udev 规则，或加入 dialout 组后重新登录。</translation>
    </message>
    <message>
        <source>Another program has this port open.</source>
        <translation>此端口正被其他程序占用。</translation>
    </message>
    <message>
        <source>Close that program, then try again.</source>
        <translation>请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>无法读取该文件。</translation>
    </message>
    <message>
        <source>Check its name, that it is a file, and that you may read it.</source>
        <translation>请检查名称、它是否为文件以及您是否有读取权限。</translation>
    </message>
    <message>
        <source>The file or folder cannot be written.</source>
        <translation>无法写入该文件或文件夹。</translation>
    </message>
    <message>
        <source>Check the folder, your rights to it and the free space, or choose another.</source>
        <translation>请检查文件夹、您的权限和剩余空间，或另选位置。</translation>
    </message>
    <message>
        <source>Check the name; list what is there and try again.</source>
        <translation>请检查名称；列出现有的内容后再试。</translation>
    </message>
    <message>
        <source>The kit restarted in the middle of it.</source>
        <translation>套件中途重启了。</translation>
    </message>
    <message>
        <source>What arrived before is kept. Start it again.</source>
        <translation>之前收到的内容已保留。请重新开始。</translation>
    </message>
    <message>
        <source>A command in a terminal mends it; after it, try again.</source>
        <translation>在终端里运行下面的命令即可解决，然后重试。</translation>
    </message>
    <message>
        <source>A recording can be made of a .ppk2 file, or of CSV that names a time and currents or voltages with their units.</source>
        <translation>可由 .ppk2 文件，或列名含时间及带单位的电流、电压的 CSV 文件生成录制文件。</translation>
    </message>
    <message>
        <source>&quot;aiesim verify&quot; tells what of a recording is sound; of a .ppk2 or CSV file &quot;aiesim import&quot; makes one.</source>
        <translation>“aiesim verify”可查明录制文件中哪些部分完好；.ppk2 或 CSV 文件可用“aiesim import”转成录制文件。</translation>
    </message>
    <message>
        <source>A file of that name is there already.</source>
        <translation>已有同名文件。</translation>
    </message>
    <message>
        <source>Choose another name, or remove that file first.</source>
        <translation>请换一个名称，或先删除该文件。</translation>
    </message>
    <message>
        <source>A recording cannot be made of this form of the file.</source>
        <translation>无法由这种形式的文件生成录制。</translation>
    </message>
</context>
<context>
    <name>Firmware</name>
    <message>
        <source>%1 recomputed, equal</source>
        <translation>%1 已重新计算，一致</translation>
    </message>
    <message>
        <source>encrypted: only the board can check it</source>
        <translation>已加密：只有主板能检查</translation>
    </message>
    <message>
        <source>the image has none</source>
        <translation>镜像中没有</translation>
    </message>
    <message>
        <source>Sign it with imgtool: an image without a hash cannot be marked.</source>
        <translation>请用 imgtool 签名：没有哈希的镜像无法标记。</translation>
    </message>
    <message>
        <source>%1 differs: the file is damaged</source>
        <translation>%1 不一致：文件已损坏</translation>
    </message>
    <message>
        <source>Build or copy it again; a bootloader refuses it as it is.</source>
        <translation>请重新构建或复制；引导程序会拒绝它。</translation>
    </message>
    <message>
        <source>%1, key %2</source>
        <translation>%1，密钥 %2</translation>
    </message>
    <message>
        <source>%1 by key %2; add its public key to check it</source>
        <translation>%1，密钥 %2；添加其公钥即可检查</translation>
    </message>
    <message>
        <source>%1 by key %2, which is none of yours</source>
        <translation>%1，密钥 %2，不在已添加的密钥中</translation>
    </message>
    <message>
        <source>Add that key, or sign the image with a key the bootloader trusts.</source>
        <translation>请添加该密钥，或用引导程序信任的密钥签名。</translation>
    </message>
    <message>
        <source>%1, but not over these bytes</source>
        <translation>%1，但与这些字节不符</translation>
    </message>
    <message>
        <source>Sign the image again; a bootloader refuses it as it is.</source>
        <translation>请重新签名；引导程序会拒绝它。</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>未签名</translation>
    </message>
    <message>
        <source>Sign it with imgtool and a key the bootloader trusts.</source>
        <translation>请用 imgtool 和引导程序信任的密钥签名。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 behind the image, with MCUboot&apos;s trailer</source>
        <translation>镜像后有 %1，含 MCUboot 尾部</translation>
    </message>
    <message>
        <source>Sign it without --pad: the board writes its own trailer.</source>
        <translation>签名时请勿使用 --pad：主板会写入自己的尾部。</translation>
    </message>
    <message>
        <source>%1 of erased bytes behind the image</source>
        <translation>镜像后有 %1 擦除字节</translation>
    </message>
    <message>
        <source>%1 of something else behind the image</source>
        <translation>镜像后有 %1 其他内容</translation>
    </message>
    <message>
        <source>Use the file as imgtool wrote it.</source>
        <translation>请使用 imgtool 生成的原始文件。</translation>
    </message>
    <message>
        <source>%1; the board does not tell the size of its slots</source>
        <translation>%1；主板未告知槽的大小</translation>
    </message>
    <message>
        <source>%1 in a slot of %2</source>
        <translation>%1，槽为 %2</translation>
    </message>
    <message>
        <source>Build a smaller image.</source>
        <translation>请构建更小的镜像。</translation>
    </message>
    <message>
        <source>the other slot may be written</source>
        <translation>另一个槽可以写入</translation>
    </message>
    <message>
        <source>the board names no running image</source>
        <translation>主板未指明正在运行的镜像</translation>
    </message>
    <message>
        <source>%1 runs on trial: the other slot is its way back</source>
        <translation>%1 正在试运行：另一个槽是它的退路</translation>
    </message>
    <message>
        <source>Confirm it or reboot to go back first.</source>
        <translation>请先确认它，或重启以退回。</translation>
    </message>
    <message>
        <source>%1 waits there for its boot</source>
        <translation>%1 在那里等待启动</translation>
    </message>
    <message>
        <source>Reset the kit first, so that it boots.</source>
        <translation>请先复位套件，让它启动。</translation>
    </message>
    <message>
        <source>another image runs</source>
        <translation>正在运行的是另一个镜像</translation>
    </message>
    <message>
        <source>the board does not tell the hash of what runs</source>
        <translation>主板未告知正在运行的镜像的哈希</translation>
    </message>
    <message>
        <source>%1 runs already: this very image</source>
        <translation>%1 已在运行：正是此镜像</translation>
    </message>
    <message>
        <source>There is nothing to send; open another file.</source>
        <translation>无需发送；请打开其他文件。</translation>
    </message>
    <message>
        <source>slot %1 holds it, marked: it is not sent again</source>
        <translation>槽 %1 中已有并已标记：不会再次发送</translation>
    </message>
    <message>
        <source>an image without a hash cannot be found</source>
        <translation>没有哈希的镜像无法查找</translation>
    </message>
    <message>
        <source>does not wait on the board</source>
        <translation>主板上没有等待启动的它</translation>
    </message>
    <message>
        <source>%1; the board&apos;s version is not known</source>
        <translation>%1；主板的版本未知</translation>
    </message>
    <message>
        <source>%1, older</source>
        <translation>%1，更旧</translation>
    </message>
    <message>
        <source>%1, the same</source>
        <translation>%1，相同</translation>
    </message>
    <message>
        <source>none in the image</source>
        <translation>镜像中没有</translation>
    </message>
    <message>
        <source>%1; the board does not tell its own</source>
        <translation>%1；主板未告知自己的值</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>marked as not bootable</source>
        <translation>标记为不可启动</translation>
    </message>
    <message>
        <source>Use the application&apos;s image, not a part of it.</source>
        <translation>请使用完整的应用镜像，而非其中一部分。</translation>
    </message>
    <message>
        <source>Image hash</source>
        <translation>镜像哈希</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Bootable</source>
        <translation>可启动</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>大小合适</translation>
    </message>
    <message>
        <source>Free slot</source>
        <translation>空闲槽</translation>
    </message>
    <message>
        <source>Not running yet</source>
        <translation>尚未运行</translation>
    </message>
    <message>
        <source>Not waiting yet</source>
        <translation>尚未等待</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>更新版本</translation>
    </message>
    <message>
        <source>Security counter</source>
        <translation>安全计数器</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>key hash</source>
        <translation>密钥哈希</translation>
    </message>
    <message>
        <source>public key</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>pure</source>
        <translation>pure</translation>
    </message>
    <message>
        <source>dependency</source>
        <translation>依赖</translation>
    </message>
    <message>
        <source>counter</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>On trial</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>Try it out; then confirm it, or reboot to go back.</source>
        <translation>请试用；然后确认，或重启以退回。</translation>
    </message>
    <message>
        <source>%1 runs. The next reset ends the trial unless you confirm it.</source>
        <translation>%1 正在运行。若不确认，下次复位将结束试运行。</translation>
    </message>
    <message>
        <source>%1 runs. The next reset goes back to %2 unless you confirm it.</source>
        <translation>%1 正在运行。若不确认，下次复位将退回 %2。</translation>
    </message>
    <message>
        <source>It was not confirmed: %1</source>
        <translation>未被确认：%1</translation>
    </message>
    <message>
        <source>Went back to the old image</source>
        <translation>已退回旧镜像</translation>
    </message>
    <message>
        <source>%2 runs again: the kit was reset before %1 was confirmed.</source>
        <translation>%2 重新运行：在确认 %1 之前套件已复位。</translation>
    </message>
    <message>
        <source>Push it again to try it once more.</source>
        <translation>再次推送即可重新试用。</translation>
    </message>
    <message>
        <source>%2 runs again: the bootloader did not take %1, or reverted it.</source>
        <translation>%2 重新运行：引导程序没有接受 %1，或已将其退回。</translation>
    </message>
    <message>
        <source>Check that it is signed with the key the bootloader trusts and built for this board.</source>
        <translation>请确认它用引导程序信任的密钥签名，并为此主板构建。</translation>
    </message>
    <message>
        <source>on trial</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>went back to the old image</source>
        <translation>已退回旧镜像</translation>
    </message>
    <message>
        <source>did not come back</source>
        <translation>没有恢复</translation>
    </message>
    <message>
        <source>was already running</source>
        <translation>已在运行</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>%1 runs for good.</source>
        <translation>%1 已永久运行。</translation>
    </message>
    <message>
        <source>Nothing is left to do. To go back, push the old image.</source>
        <translation>无需其他操作。如需退回，请推送旧镜像。</translation>
    </message>
    <message>
        <source>Did not come back</source>
        <translation>没有恢复</translation>
    </message>
    <message>
        <source>Nothing answers since the reset that should start %1.</source>
        <translation>为启动 %1 复位之后没有任何应答。</translation>
    </message>
    <message>
        <source>Switch the kit off and on; its slots are read as soon as it answers, and this says what runs.</source>
        <translation>请将套件断电再上电；一有应答就会读取各槽，并在此说明运行的是什么。</translation>
    </message>
    <message>
        <source>Was already running</source>
        <translation>已在运行</translation>
    </message>
    <message>
        <source>The kit runs %1 already; nothing was sent.</source>
        <translation>套件已在运行 %1；没有发送任何内容。</translation>
    </message>
    <message>
        <source>Open another file to push something else.</source>
        <translation>如需推送其他内容，请打开其他文件。</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>Read the slots</source>
        <translation>读取各槽</translation>
    </message>
    <message>
        <source>Compare with the kit</source>
        <translation>与套件比较</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Mark for good</source>
        <translation>标记为永久</translation>
    </message>
    <message>
        <source>Mark for a trial</source>
        <translation>标记为试运行</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>Wait for the kit</source>
        <translation>等待套件</translation>
    </message>
    <message>
        <source>Read the slots back</source>
        <translation>回读各槽</translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation>自检</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>the board holds it already</source>
        <translation>主板上已有</translation>
    </message>
    <message>
        <source>the board makes room</source>
        <translation>主板正在腾出空间</translation>
    </message>
    <message>
        <source>went on from %1</source>
        <translation>从 %1 处继续</translation>
    </message>
    <message>
        <source>swap and boot</source>
        <translation>交换并启动</translation>
    </message>
    <message>
        <source>the kit has to stay up</source>
        <translation>套件须保持运行</translation>
    </message>
    <message>
        <source>On trial, then self-test and confirm</source>
        <translation>试运行，自检后确认</translation>
    </message>
    <message>
        <source>For good</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>Boots once. The next reset goes back unless you confirm it.</source>
        <translation>只启动一次。若不确认，下次复位将退回。</translation>
    </message>
    <message>
        <source>Confirmed by itself when the kit stays up with it for %1.</source>
        <translation>套件用它保持运行 %1 后自动确认。</translation>
    </message>
    <message>
        <source>No trial: a bad image stays until another one is pushed.</source>
        <translation>不试运行：有问题的镜像会一直留到推送另一个为止。</translation>
    </message>
    <message>
        <source>Cancelling leaves %1 on trial, unless the kit has just confirmed it.</source>
        <translation>取消后 %1 仍在试运行，除非套件刚刚确认了它。</translation>
    </message>
    <message>
        <source>Cancelling ends the waiting, not the reset.</source>
        <translation>取消只结束等待，不影响复位。</translation>
    </message>
    <message>
        <source>Cancelling changes nothing on the kit.</source>
        <translation>取消不会改变套件。</translation>
    </message>
    <message>
        <source>Cancelling leaves %1 running; the same file goes on from here later.</source>
        <translation>取消后 %1 继续运行；同一文件以后从此处继续。</translation>
    </message>
    <message>
        <source>Cancelling leaves %1 running and %2 stored.</source>
        <translation>取消后 %1 继续运行，%2 已存储。</translation>
    </message>
    <message>
        <source>Cancelling leaves %1 marked: the next reset starts it.</source>
        <translation>取消后 %1 仍被标记：下次复位将启动它。</translation>
    </message>
    <message>
        <source>Cancelling ends the waiting; the kit starts %1 all the same.</source>
        <translation>取消只结束等待；套件仍会启动 %1。</translation>
    </message>
    <message>
        <source>Cancelling leaves %1 on trial.</source>
        <translation>取消后 %1 仍在试运行。</translation>
    </message>
    <message>
        <source>Nothing was changed on the kit.</source>
        <translation>套件上没有任何改变。</translation>
    </message>
    <message>
        <source>%1 of %2 are in the free slot and %3 runs on; the same file goes on from there, until a reset.</source>
        <translation>%2 中的 %1 已在空闲槽中，%3 继续运行；复位之前，同一文件可从该处继续。</translation>
    </message>
    <message>
        <source>%1 is stored but not marked: %2 runs on.</source>
        <translation>%1 已存储但未标记：%2 继续运行。</translation>
    </message>
    <message>
        <source>%1 is stored; whether it is marked shows when the slots are read again.</source>
        <translation>%1 已存储；是否已标记，重新读取各槽后可知。</translation>
    </message>
    <message>
        <source>%1 is stored and marked: the next reset of the kit starts it.</source>
        <translation>%1 已存储并标记：套件下次复位将启动它。</translation>
    </message>
    <message>
        <source>The kit was reset and starts %1; its slots are read when it is back.</source>
        <translation>套件已复位并启动 %1；恢复后会读取各槽。</translation>
    </message>
    <message>
        <source>Wait until what runs now has ended.</source>
        <translation>请等待当前操作结束。</translation>
    </message>
    <message>
        <source>Needs a connected kit.</source>
        <translation>需要已连接的套件。</translation>
    </message>
    <message>
        <source>Waits for the slots of the kit: read them again.</source>
        <translation>尚无套件的槽信息：请重新读取。</translation>
    </message>
    <message>
        <source>The kit names no running image: it may be in its bootloader&apos;s recovery.</source>
        <translation>套件未指明正在运行的镜像：可能处于引导程序的恢复模式。</translation>
    </message>
    <message>
        <source>Open a file first.</source>
        <translation>请先打开文件。</translation>
    </message>
    <message>
        <source>The file is being checked.</source>
        <translation>正在检查文件。</translation>
    </message>
    <message>
        <source>The file is not an image: open another.</source>
        <translation>该文件不是镜像：请打开其他文件。</translation>
    </message>
    <message>
        <source>The kit runs this image already.</source>
        <translation>套件已在运行此镜像。</translation>
    </message>
    <message>
        <source>Failed: %1. Accept it there, or open another file.</source>
        <translation>未通过：%1。请在该项接受，或打开其他文件。</translation>
    </message>
    <message>
        <source>Failed: %1. See there what to do.</source>
        <translation>未通过：%1。处理方法见该项。</translation>
    </message>
    <message>
        <source>one slot</source>
        <translation>单槽</translation>
    </message>
    <message>
        <source>swap with scratch</source>
        <translation>借助暂存区交换</translation>
    </message>
    <message>
        <source>overwrite, no way back</source>
        <translation>覆盖，无法退回</translation>
    </message>
    <message>
        <source>swap without scratch</source>
        <translation>无暂存区交换</translation>
    </message>
    <message>
        <source>runs in place, no way back</source>
        <translation>就地运行，无法退回</translation>
    </message>
    <message>
        <source>runs in place</source>
        <translation>就地运行</translation>
    </message>
    <message>
        <source>loaded into RAM</source>
        <translation>加载到 RAM</translation>
    </message>
    <message>
        <source>If power goes now, the board boots %1 and the upload starts over.</source>
        <translation>若此刻断电，主板启动 %1，上传须从头开始。</translation>
    </message>
    <message>
        <source>If power goes now, the board boots %1; %2 is stored.</source>
        <translation>若此刻断电，主板启动 %1；%2 已存储。</translation>
    </message>
    <message>
        <source>If power goes now, the board starts %1 at its next boot.</source>
        <translation>若此刻断电，主板下次启动 %1。</translation>
    </message>
    <message>
        <source>If power goes now, the bootloader goes on with its swap where it stopped and starts %1.</source>
        <translation>若此刻断电，引导程序会从中断处继续交换并启动 %1。</translation>
    </message>
    <message>
        <source>active</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>next boot, for good</source>
        <translation>下次启动，永久</translation>
    </message>
    <message>
        <source>next boot, on trial</source>
        <translation>下次启动，试运行</translation>
    </message>
    <message>
        <source>not bootable</source>
        <translation>不可启动</translation>
    </message>
    <message>
        <source>If power goes now, the board starts %1 for good.</source>
        <translation>若此刻断电，主板将永久启动 %1。</translation>
    </message>
    <message>
        <source>If power goes now, the board starts %1 on trial.</source>
        <translation>若此刻断电，主板将试运行 %1。</translation>
    </message>
    <message>
        <source>If power goes now, the board goes back to %1.</source>
        <translation>若此刻断电，主板将退回 %1。</translation>
    </message>
    <message>
        <source>If power goes now, the trial ends.</source>
        <translation>若此刻断电，试运行结束。</translation>
    </message>
    <message>
        <source>If power goes now, the board boots %1 again.</source>
        <translation>若此刻断电，主板仍启动 %1。</translation>
    </message>
    <message>
        <source>Push it again.</source>
        <translation>再推送一次。</translation>
    </message>
    <message>
        <source>Push it again: it is marked then, and the kit restarts into it.</source>
        <translation>再推送一次：届时会标记它，套件随之重启并运行它。</translation>
    </message>
    <message>
        <source>Restart the kit to try it, or push it again, which restarts it.</source>
        <translation>重启套件即可试运行；或再推送一次，套件会随之重启。</translation>
    </message>
    <message>
        <source>Slot %1 is empty, and %2 runs on.</source>
        <translation>槽 %1 为空，仍在运行 %2。</translation>
    </message>
    <message>
        <source>%1 is not in slot %2, and %3 runs on.</source>
        <translation>%1 不在槽 %2 中，仍在运行 %3。</translation>
    </message>
    <message>
        <source>%1 is stored in slot %2, not marked: %3 runs on.</source>
        <translation>%1 已存入槽 %2，但未标记：仍在运行 %3。</translation>
    </message>
    <message>
        <source>%1 is stored in slot %2 and marked: the next reset starts it.</source>
        <translation>%1 已存入槽 %2 并已标记：下次复位时启动它。</translation>
    </message>
    <message>
        <source>The kit was lost in the middle of it and is back.</source>
        <translation>套件中途失联，现已恢复。</translation>
    </message>
    <message>
        <source>%1 runs on; the kit has restarted, so the upload starts over.</source>
        <translation>仍在运行 %1；套件已重启，上传需从头开始。</translation>
    </message>
    <message>
        <source>What the board boots if power goes now is not known until its slots are read again.</source>
        <translation>若此刻断电，主板会启动哪个固件尚不可知，要等重新读取各槽后才知道。</translation>
    </message>
    <message>
        <source>It will start %1 for good.</source>
        <translation>它将永久启动 %1。</translation>
    </message>
    <message>
        <source>It will start %1 on trial.</source>
        <translation>它将试运行 %1。</translation>
    </message>
    <message>
        <source>It will start %1 again.</source>
        <translation>它将再次启动 %1。</translation>
    </message>
</context>
<context>
    <name>KitMenu</name>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Close the recording</source>
        <translation>关闭录制文件</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>grant</source>
        <translation>拨入</translation>
    </message>
    <message>
        <source>operator → available</source>
        <translation>运营商 → 可用</translation>
    </message>
    <message>
        <source>reserve</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>available → reserved</source>
        <translation>可用 → 预留</translation>
    </message>
    <message>
        <source>commit</source>
        <translation>扣费</translation>
    </message>
    <message>
        <source>reserved → spent</source>
        <translation>预留 → 已用</translation>
    </message>
    <message>
        <source>release</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>reserved → available</source>
        <translation>预留 → 可用</translation>
    </message>
    <message>
        <source>expire</source>
        <translation>过期</translation>
    </message>
    <message>
        <source>adjust</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>operator correction</source>
        <translation>运营商更正</translation>
    </message>
    <message>
        <source>Entry %1 stands where entry %2 should follow.</source>
        <translation>第 %1 条出现在本应是第 %2 条的位置。</translation>
    </message>
    <message>
        <source>Entry %1 states a balance of %3; the entries before it make %2.</source>
        <translation>第 %1 条写明余额 %3，而之前各条得出 %2。</translation>
    </message>
    <message>
        <source>Entry %1 states %3 reserved; the entries before it make %2.</source>
        <translation>第 %1 条写明预留 %3，而之前各条得出 %2。</translation>
    </message>
    <message>
        <source>Entry %1 is of a kind that protocol 1 does not know.</source>
        <translation>第 %1 条的类型不在协议 1 之内。</translation>
    </message>
    <message>
        <source>Entry %1 moves %3 the wrong way for its kind.</source>
        <translation>第 %1 条的变动 %3 与其类型方向不符。</translation>
    </message>
    <message>
        <source>Entry %1 ends a reservation that was not open.</source>
        <translation>第 %1 条结束了一笔并未打开的预留。</translation>
    </message>
    <message>
        <source>Entry %1 reserves again while %2 are still reserved for its prompt.</source>
        <translation>第 %1 条再次预留，而该提示词仍有 %2 预留未结束。</translation>
    </message>
    <message>
        <source>Entry %1 charges %3 where %2 were reserved.</source>
        <translation>第 %1 条扣费 %3，而只预留了 %2。</translation>
    </message>
    <message>
        <source>After entry %1 more is reserved than the balance holds.</source>
        <translation>第 %1 条之后，预留超过了余额。</translation>
    </message>
    <message>
        <source>At entry %1 %3 are still reserved for a prompt that is over.</source>
        <translation>到第 %1 条时，已结束的提示词仍预留着 %3。</translation>
    </message>
</context>
<context>
    <name>LogLevel</name>
    <message>
        <source>trace</source>
        <translation>跟踪</translation>
    </message>
    <message>
        <source>debug</source>
        <translation>调试</translation>
    </message>
    <message>
        <source>info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>NotOffered</name>
    <message>
        <source>This kit does not offer a power source.</source>
        <translation>此套件不提供功耗测量。</translation>
    </message>
    <message>
        <source>A kit port (role=kit) with a power stream would give one.</source>
        <translation>带功率数据流的 kit 端口（role=kit）可以提供。</translation>
    </message>
    <message>
        <source>This kit does not offer latency probes.</source>
        <translation>此套件不提供时延探测。</translation>
    </message>
    <message>
        <source>A kit port (role=kit) would give them.</source>
        <translation>kit 端口（role=kit）可以提供。</translation>
    </message>
    <message>
        <source>This kit does not offer modem status.</source>
        <translation>此套件不提供调制解调器状态。</translation>
    </message>
    <message>
        <source>An AT port (role=at) or a kit port would give it.</source>
        <translation>AT 端口（role=at）或 kit 端口可以提供。</translation>
    </message>
    <message>
        <source>This kit does not offer a channel to its card.</source>
        <translation>此套件不提供到卡的通道。</translation>
    </message>
    <message>
        <source>An AT port (role=at) or a kit port would give one.</source>
        <translation>AT 端口（role=at）或 kit 端口可以提供。</translation>
    </message>
    <message>
        <source>This kit does not offer prompts.</source>
        <translation>此套件不提供提示词。</translation>
    </message>
    <message>
        <source>This kit does not offer a token account.</source>
        <translation>此套件不提供 token 账户。</translation>
    </message>
    <message>
        <source>A kit port (role=kit) would give one.</source>
        <translation>kit 端口（role=kit）可以提供。</translation>
    </message>
    <message>
        <source>This kit does not offer firmware updates.</source>
        <translation>此套件不提供固件更新。</translation>
    </message>
    <message>
        <source>A console port (role=console) with SMP would give them.</source>
        <translation>带 SMP 的 console 端口（role=console）可以提供。</translation>
    </message>
    <message>
        <source>This kit does not offer proof of its identity.</source>
        <translation>此套件不提供身份证明。</translation>
    </message>
    <message>
        <source>A kit port (role=kit) with a secure element would give it.</source>
        <translation>带安全元件的 kit 端口（role=kit）可以提供。</translation>
    </message>
    <message>
        <source>This kit does not offer boot and log text.</source>
        <translation>此套件不提供启动和日志文本。</translation>
    </message>
    <message>
        <source>A console port (role=console) would give it.</source>
        <translation>console 端口（role=console）可以提供。</translation>
    </message>
    <message>
        <source>The recording holds no samples.</source>
        <translation>录制中没有采样。</translation>
    </message>
    <message>
        <source>The recording holds no latency probes.</source>
        <translation>录制中没有时延探测。</translation>
    </message>
    <message>
        <source>The recording holds no prompts.</source>
        <translation>录制中没有提示词。</translation>
    </message>
    <message>
        <source>The recording holds no token account.</source>
        <translation>录制中没有 token 账户。</translation>
    </message>
    <message>
        <source>The recording does not hold this.</source>
        <translation>录制中没有此内容。</translation>
    </message>
    <message>
        <source>A recording does not show the modem.</source>
        <translation>录制不显示调制解调器。</translation>
    </message>
    <message>
        <source>A recording does not show the card.</source>
        <translation>录制不显示卡片。</translation>
    </message>
</context>
<context>
    <name>OpenRecording</name>
    <message>
        <source>Open a recording</source>
        <translation>打开录制文件</translation>
    </message>
    <message>
        <source>Recordings (*.aer)</source>
        <translation>录制文件 (*.aer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Files to import (*.ppk2 *.csv)</source>
        <translation>可导入的文件 (*.ppk2 *.csv)</translation>
    </message>
    <message>
        <source>Recordings and files to import (*.aer *.ppk2 *.csv)</source>
        <translation>录制和可导入的文件 (*.aer *.ppk2 *.csv)</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>功耗</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 条警告</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 条警告</translation>
    </message>
    <message>
        <source>Copy the drops and changes</source>
        <translation>复制掉线与变化记录</translation>
    </message>
    <message>
        <source>Open a firmware image</source>
        <translation>打开固件镜像</translation>
    </message>
    <message>
        <source>Add a public key for signatures</source>
        <translation>添加用于签名的公钥</translation>
    </message>
    <message>
        <source>Read the firmware slots again</source>
        <translation>重新读取固件槽</translation>
    </message>
    <message>
        <source>Send the firmware image</source>
        <translation>发送固件镜像</translation>
    </message>
    <message>
        <source>Cancel the firmware push</source>
        <translation>取消固件推送</translation>
    </message>
    <message>
        <source>Confirm the firmware on trial</source>
        <translation>确认试运行的固件</translation>
    </message>
    <message>
        <source>Reboot to go back to the old firmware</source>
        <translation>重启以退回旧固件</translation>
    </message>
    <message>
        <source>Start or stop probing all tiers</source>
        <translation>开始或停止探测全部层级</translation>
    </message>
    <message>
        <source>Copy the latency figures</source>
        <translation>复制时延数据</translation>
    </message>
    <message>
        <source>Export the probes as CSV</source>
        <translation>将探测结果导出为 CSV</translation>
    </message>
    <message>
        <source>Export the ledger as CSV</source>
        <translation>将账本导出为 CSV</translation>
    </message>
    <message>
        <source>Copy the ledger</source>
        <translation>复制账本</translation>
    </message>
    <message>
        <source>Show the balance since the kit&apos;s start</source>
        <translation>显示套件启动以来的余额</translation>
    </message>
    <message>
        <source>Connectivity</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>eSIM profiles</source>
        <translation>eSIM 配置</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>时延</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token 账户</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>固件</translation>
    </message>
    <message>
        <source>Copy the figures of the region</source>
        <translation>复制区域的数值</translation>
    </message>
    <message>
        <source>Export the samples of the region</source>
        <translation>导出区域的采样</translation>
    </message>
    <message>
        <source>Remove the region</source>
        <translation>移除区域</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 个错误</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>保存日志</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>复制日志</translation>
    </message>
    <message>
        <source>Stop the latency probes</source>
        <translation>停止时延探测</translation>
    </message>
    <message>
        <source>Send the prompt</source>
        <translation>发送提示词</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>停止回答</translation>
    </message>
    <message>
        <source>Add a region of the view</source>
        <translation>把当前视图添加为区域</translation>
    </message>
    <message>
        <source>Set a cursor</source>
        <translation>放置光标</translation>
    </message>
    <message>
        <source>Copy the table of regions</source>
        <translation>复制区域表</translation>
    </message>
    <message>
        <source>Set up the trigger</source>
        <translation>设置触发</translation>
    </message>
    <message>
        <source>Logarithmic or linear axes</source>
        <translation>对数或线性坐标轴</translation>
    </message>
    <message>
        <source>Remove all regions</source>
        <translation>移除全部区域</translation>
    </message>
    <message>
        <source>Remove all cursors</source>
        <translation>移除全部光标</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>Estimate the battery life of the region</source>
        <translation>估算该区域的电池续航</translation>
    </message>
    <message>
        <source>Compare two regions</source>
        <translation>对比两个区域</translation>
    </message>
    <message>
        <source>Follow or hold the graphs</source>
        <translation>跟随或保持图形</translation>
    </message>
    <message>
        <source>Show all samples</source>
        <translation>显示全部样本</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Move the graphs to earlier</source>
        <translation>图形移向更早</translation>
    </message>
    <message>
        <source>Move the graphs to later</source>
        <translation>图形移向更晚</translation>
    </message>
    <message>
        <source>Restart the kit</source>
        <translation>重启套件</translation>
    </message>
    <message>
        <source>Undo a change of regions and cursors</source>
        <translation>撤销对区域和光标的更改</translation>
    </message>
    <message>
        <source>Redo a change of regions and cursors</source>
        <translation>重做对区域和光标的更改</translation>
    </message>
    <message>
        <source>Explain the answer before</source>
        <translation>解析上一条回答</translation>
    </message>
    <message>
        <source>Explain the answer after</source>
        <translation>解析下一条回答</translation>
    </message>
</context>
<context>
    <name>Phase</name>
    <message>
        <source>radio setup</source>
        <translation>无线建立</translation>
    </message>
    <message>
        <source>send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>stream</source>
        <translation>流式输出</translation>
    </message>
    <message>
        <source>radio tail</source>
        <translation>无线尾态</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>首 token</translation>
    </message>
</context>
<context>
    <name>ProfileListModel</name>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>provisioning</source>
        <translation>引导</translation>
    </message>
    <message>
        <source>operational</source>
        <translation>运营</translation>
    </message>
    <message>
        <source>state not told</source>
        <translation>状态未知</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>enabling</source>
        <translation>正在启用</translation>
    </message>
    <message>
        <source>disabling</source>
        <translation>正在停用</translation>
    </message>
    <message>
        <source>may not be disabled</source>
        <translation>不得停用</translation>
    </message>
    <message>
        <source>may not be deleted</source>
        <translation>不得删除</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Network %1</source>
        <translation>网络 %1</translation>
    </message>
    <message>
        <source>fallback profile</source>
        <translation>回退配置</translation>
    </message>
</context>
<context>
    <name>Radio</name>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>searching</source>
        <translation>搜索中</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>setup</source>
        <translation>建立</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>tail</source>
        <translation>尾态</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>The kit reports an error it cannot name.</source>
        <translation>套件报告了一个未知错误。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, reset the kit.</source>
        <translation>请重试；如仍如此，请复位套件。</translation>
    </message>
    <message>
        <source>The kit has run out of memory.</source>
        <translation>套件内存不足。</translation>
    </message>
    <message>
        <source>Wait a moment and try again; if it stays so, reset the kit.</source>
        <translation>请稍候重试；如仍如此，请复位套件。</translation>
    </message>
    <message>
        <source>The kit did not accept a value of the request.</source>
        <translation>套件不接受请求中的某个值。</translation>
    </message>
    <message>
        <source>The workbench or the firmware is at fault: please report the details.</source>
        <translation>工作台或固件有缺陷：请附上详情反馈。</translation>
    </message>
    <message>
        <source>The kit gave up waiting for a part of itself.</source>
        <translation>套件等待其内部部件超时。</translation>
    </message>
    <message>
        <source>The kit has no such entry.</source>
        <translation>套件中没有该条目。</translation>
    </message>
    <message>
        <source>Read the list again: it may have changed.</source>
        <translation>请重新读取列表：它可能已改变。</translation>
    </message>
    <message>
        <source>The kit cannot do this in its present state.</source>
        <translation>套件在当前状态下无法执行。</translation>
    </message>
    <message>
        <source>Read its state again, then decide.</source>
        <translation>请重新读取状态后再决定。</translation>
    </message>
    <message>
        <source>The answer does not fit the kit&apos;s buffer.</source>
        <translation>应答超出套件的缓冲区。</translation>
    </message>
    <message>
        <source>Ask for less at once.</source>
        <translation>请减少一次请求的量。</translation>
    </message>
    <message>
        <source>The kit&apos;s firmware does not have this command.</source>
        <translation>套件固件没有该命令。</translation>
    </message>
    <message>
        <source>Install a firmware that offers it.</source>
        <translation>请安装提供该命令的固件。</translation>
    </message>
    <message>
        <source>The kit found its own data damaged.</source>
        <translation>套件发现自身数据已损坏。</translation>
    </message>
    <message>
        <source>Erase the slot or the setting and write it again.</source>
        <translation>请擦除该槽或设置后重新写入。</translation>
    </message>
    <message>
        <source>The kit is busy with something else.</source>
        <translation>套件正忙于其他操作。</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>请等待其完成后重试。</translation>
    </message>
    <message>
        <source>The kit does not allow this.</source>
        <translation>套件不允许此操作。</translation>
    </message>
    <message>
        <source>Check how the kit is locked, or ask its maker.</source>
        <translation>请检查套件的锁定方式，或咨询厂商。</translation>
    </message>
    <message>
        <source>The kit speaks a protocol that is too old.</source>
        <translation>套件的协议版本过旧。</translation>
    </message>
    <message>
        <source>Update the kit&apos;s firmware.</source>
        <translation>请更新套件固件。</translation>
    </message>
    <message>
        <source>The kit did not accept the protocol version.</source>
        <translation>套件不接受该协议版本。</translation>
    </message>
    <message>
        <source>Update the kit&apos;s firmware or the workbench.</source>
        <translation>请更新套件固件或工作台。</translation>
    </message>
    <message>
        <source>Something failed inside the kit.</source>
        <translation>套件内部出错。</translation>
    </message>
    <message>
        <source>Correct the value; the details name it.</source>
        <translation>请改正该值；详情中有说明。</translation>
    </message>
    <message>
        <source>The kit has no such prompt, channel or stream.</source>
        <translation>套件中没有该提示词、通道或数据流。</translation>
    </message>
    <message>
        <source>The kit is busy with another one.</source>
        <translation>套件正忙于另一个同类操作。</translation>
    </message>
    <message>
        <source>Wait until that is done, or stop it.</source>
        <translation>请等待其完成，或将其停止。</translation>
    </message>
    <message>
        <source>A rule of the kit or the card forbids this.</source>
        <translation>套件或卡的规则禁止此操作。</translation>
    </message>
    <message>
        <source>The details say which rule.</source>
        <translation>详情中说明了是哪条规则。</translation>
    </message>
    <message>
        <source>The kit has no network.</source>
        <translation>套件没有网络。</translation>
    </message>
    <message>
        <source>Check the signal, the enabled profile and that the modem is on.</source>
        <translation>请检查信号、已启用的配置以及调制解调器是否开启。</translation>
    </message>
    <message>
        <source>The token account does not cover this request.</source>
        <translation>token 账户余额不足以完成此请求。</translation>
    </message>
    <message>
        <source>This kit does not have that.</source>
        <translation>此套件没有该功能。</translation>
    </message>
    <message>
        <source>Use a kit that offers it.</source>
        <translation>请使用提供该功能的套件。</translation>
    </message>
    <message>
        <source>The card was reset and its channel is closed.</source>
        <translation>卡已复位，通道已关闭。</translation>
    </message>
    <message>
        <source>Try again: a new channel is opened.</source>
        <translation>请重试：将打开新的通道。</translation>
    </message>
    <message>
        <source>It is too large for the kit.</source>
        <translation>超出套件可处理的大小。</translation>
    </message>
    <message>
        <source>Shorten the text or the value.</source>
        <translation>请缩短文本或值。</translation>
    </message>
    <message>
        <source>The kit no longer keeps it.</source>
        <translation>套件已不再保存它。</translation>
    </message>
    <message>
        <source>Ask sooner next time, or record the run.</source>
        <translation>下次请尽早读取，或录制运行过程。</translation>
    </message>
    <message>
        <source>The board reports an error it cannot name.</source>
        <translation>主板报告了一个未知错误。</translation>
    </message>
    <message>
        <source>The board did not understand the format asked for.</source>
        <translation>主板不理解所请求的格式。</translation>
    </message>
    <message>
        <source>The board has no answer to this question.</source>
        <translation>主板无法回答此查询。</translation>
    </message>
    <message>
        <source>Its firmware was built without it.</source>
        <translation>其固件未包含该功能。</translation>
    </message>
    <message>
        <source>The board&apos;s clock is not set.</source>
        <translation>主板时钟未设置。</translation>
    </message>
    <message>
        <source>Set the date and time first.</source>
        <translation>请先设置日期和时间。</translation>
    </message>
    <message>
        <source>The board&apos;s clock did not take the command.</source>
        <translation>主板时钟未接受命令。</translation>
    </message>
    <message>
        <source>The board does not know this value.</source>
        <translation>主板不认识该值。</translation>
    </message>
    <message>
        <source>The board cannot read its flash layout.</source>
        <translation>主板无法读取其闪存布局。</translation>
    </message>
    <message>
        <source>Check that its firmware was built for this board.</source>
        <translation>请确认固件是为此主板构建的。</translation>
    </message>
    <message>
        <source>There is no image in that slot.</source>
        <translation>该槽中没有镜像。</translation>
    </message>
    <message>
        <source>Upload one first.</source>
        <translation>请先上传一个镜像。</translation>
    </message>
    <message>
        <source>The image has no check data (TLVs).</source>
        <translation>镜像没有校验数据（TLV）。</translation>
    </message>
    <message>
        <source>Sign the image with imgtool and send it again.</source>
        <translation>请用 imgtool 签名后重新发送。</translation>
    </message>
    <message>
        <source>The image&apos;s check data is damaged.</source>
        <translation>镜像的校验数据已损坏。</translation>
    </message>
    <message>
        <source>Build and sign the image again.</source>
        <translation>请重新构建并签名镜像。</translation>
    </message>
    <message>
        <source>The image carries more than one hash.</source>
        <translation>镜像包含多个哈希。</translation>
    </message>
    <message>
        <source>Sign the image again, once.</source>
        <translation>请重新签名一次。</translation>
    </message>
    <message>
        <source>The image&apos;s check data has a wrong size.</source>
        <translation>镜像的校验数据大小不正确。</translation>
    </message>
    <message>
        <source>No image with that hash is on the board.</source>
        <translation>主板上没有该哈希的镜像。</translation>
    </message>
    <message>
        <source>Read the slots again: the image may have been replaced.</source>
        <translation>请重新读取槽位：镜像可能已被替换。</translation>
    </message>
    <message>
        <source>No slot is free.</source>
        <translation>没有空闲的槽。</translation>
    </message>
    <message>
        <source>Confirm the running image or erase the other slot.</source>
        <translation>请确认正在运行的镜像，或擦除另一个槽。</translation>
    </message>
    <message>
        <source>The board cannot open its flash.</source>
        <translation>主板无法打开闪存。</translation>
    </message>
    <message>
        <source>The board cannot read its flash.</source>
        <translation>主板无法读取闪存。</translation>
    </message>
    <message>
        <source>The board cannot write its flash.</source>
        <translation>主板无法写入闪存。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, the flash is worn or protected.</source>
        <translation>请重试；如仍如此，闪存可能已磨损或受保护。</translation>
    </message>
    <message>
        <source>The board cannot erase its flash.</source>
        <translation>主板无法擦除闪存。</translation>
    </message>
    <message>
        <source>The board has no such slot.</source>
        <translation>主板没有该槽。</translation>
    </message>
    <message>
        <source>Read the slots again and choose one of them.</source>
        <translation>请重新读取槽位并从中选择。</translation>
    </message>
    <message>
        <source>The board has run out of memory.</source>
        <translation>主板内存不足。</translation>
    </message>
    <message>
        <source>Reset the board and try again.</source>
        <translation>请复位主板后重试。</translation>
    </message>
    <message>
        <source>An upload is already under way.</source>
        <translation>已有上传正在进行。</translation>
    </message>
    <message>
        <source>Wait until it is done, or reset the board.</source>
        <translation>请等待其完成，或复位主板。</translation>
    </message>
    <message>
        <source>No upload is under way.</source>
        <translation>没有正在进行的上传。</translation>
    </message>
    <message>
        <source>Start the upload again.</source>
        <translation>请重新开始上传。</translation>
    </message>
    <message>
        <source>The board does not have this part of the flash.</source>
        <translation>主板没有这部分闪存。</translation>
    </message>
    <message>
        <source>The upload went to a place that is not a flash page.</source>
        <translation>上传位置不是闪存页的起点。</translation>
    </message>
    <message>
        <source>The upload has lost its place.</source>
        <translation>上传位置丢失。</translation>
    </message>
    <message>
        <source>Start the upload again; it goes on where the board stopped.</source>
        <translation>请重新开始上传；将从主板停止处继续。</translation>
    </message>
    <message>
        <source>The upload does not state its length.</source>
        <translation>上传没有说明长度。</translation>
    </message>
    <message>
        <source>The file does not begin with an image header.</source>
        <translation>文件开头不是镜像头。</translation>
    </message>
    <message>
        <source>Choose an image signed by imgtool (.bin).</source>
        <translation>请选择由 imgtool 签名的镜像（.bin）。</translation>
    </message>
    <message>
        <source>The file is not a MCUboot image.</source>
        <translation>该文件不是 MCUboot 镜像。</translation>
    </message>
    <message>
        <source>The image&apos;s hash does not fit its contents.</source>
        <translation>镜像的哈希与内容不符。</translation>
    </message>
    <message>
        <source>The file is damaged: build or download it again.</source>
        <translation>文件已损坏：请重新构建或下载。</translation>
    </message>
    <message>
        <source>The image was built for another flash address.</source>
        <translation>镜像是为其他闪存地址构建的。</translation>
    </message>
    <message>
        <source>Build it for this board&apos;s slot.</source>
        <translation>请为此主板的槽构建。</translation>
    </message>
    <message>
        <source>The board cannot read the version of its image.</source>
        <translation>主板无法读取其镜像的版本。</translation>
    </message>
    <message>
        <source>Confirm or erase the slot, then try again.</source>
        <translation>请确认或擦除该槽后重试。</translation>
    </message>
    <message>
        <source>The board already runs a newer version.</source>
        <translation>主板已运行更新的版本。</translation>
    </message>
    <message>
        <source>Choose a newer image, or allow a downgrade in the firmware.</source>
        <translation>请选择更新的镜像，或在固件中允许降级。</translation>
    </message>
    <message>
        <source>Another image is already waiting to be tested.</source>
        <translation>已有另一个镜像等待测试。</translation>
    </message>
    <message>
        <source>Reset the board first, or erase that slot.</source>
        <translation>请先复位主板，或擦除该槽。</translation>
    </message>
    <message>
        <source>The image&apos;s vector table is not valid.</source>
        <translation>镜像的向量表无效。</translation>
    </message>
    <message>
        <source>Build it for this board.</source>
        <translation>请为此主板构建。</translation>
    </message>
    <message>
        <source>The image is too large for the slot.</source>
        <translation>镜像超出槽的大小。</translation>
    </message>
    <message>
        <source>Build a smaller image.</source>
        <translation>请构建更小的镜像。</translation>
    </message>
    <message>
        <source>More data arrived than the image should have.</source>
        <translation>收到的数据多于镜像应有的长度。</translation>
    </message>
    <message>
        <source>The board did not allow the image to be confirmed.</source>
        <translation>主板不允许确认该镜像。</translation>
    </message>
    <message>
        <source>Check that it is the running image and that it passed its own checks.</source>
        <translation>请确认它是正在运行的镜像，并且通过了自检。</translation>
    </message>
    <message>
        <source>The running image cannot be marked for test.</source>
        <translation>正在运行的镜像不能标记为测试。</translation>
    </message>
    <message>
        <source>It is already running: confirm it, or choose the other slot.</source>
        <translation>它已在运行：请确认它，或选择另一个槽。</translation>
    </message>
    <message>
        <source>The board does not know which slot is active.</source>
        <translation>主板不知道哪个槽处于活动状态。</translation>
    </message>
    <message>
        <source>Reset the board and read its slots again.</source>
        <translation>请复位主板并重新读取槽位。</translation>
    </message>
    <message>
        <source>The board has no such statistics group.</source>
        <translation>主板没有该统计组。</translation>
    </message>
    <message>
        <source>Read the list of groups again.</source>
        <translation>请重新读取组列表。</translation>
    </message>
    <message>
        <source>The board has no such statistic.</source>
        <translation>主板没有该统计项。</translation>
    </message>
    <message>
        <source>Read the group again.</source>
        <translation>请重新读取该组。</translation>
    </message>
    <message>
        <source>The board cannot send a statistic of this size.</source>
        <translation>主板无法发送这种大小的统计项。</translation>
    </message>
    <message>
        <source>The board stopped listing its statistics.</source>
        <translation>主板中止了统计列表。</translation>
    </message>
    <message>
        <source>The setting&apos;s name is too long.</source>
        <translation>设置名称过长。</translation>
    </message>
    <message>
        <source>Use a shorter name.</source>
        <translation>请使用更短的名称。</translation>
    </message>
    <message>
        <source>The board has no such setting.</source>
        <translation>主板没有该设置。</translation>
    </message>
    <message>
        <source>Check the name: it may have changed with the firmware.</source>
        <translation>请检查名称：它可能随固件改变。</translation>
    </message>
    <message>
        <source>This setting cannot be read.</source>
        <translation>该设置不可读取。</translation>
    </message>
    <message>
        <source>It can only be written.</source>
        <translation>它只能写入。</translation>
    </message>
    <message>
        <source>The board has no settings of that group.</source>
        <translation>主板没有该组设置。</translation>
    </message>
    <message>
        <source>Check the first part of the name.</source>
        <translation>请检查名称的第一部分。</translation>
    </message>
    <message>
        <source>This setting cannot be written.</source>
        <translation>该设置不可写入。</translation>
    </message>
    <message>
        <source>It is fixed by the firmware.</source>
        <translation>它由固件固定。</translation>
    </message>
    <message>
        <source>This setting cannot be deleted.</source>
        <translation>该设置不可删除。</translation>
    </message>
    <message>
        <source>Write its default value instead.</source>
        <translation>请改为写入其默认值。</translation>
    </message>
    <message>
        <source>The board cannot save settings.</source>
        <translation>主板无法保存设置。</translation>
    </message>
    <message>
        <source>Its firmware was built without a settings store.</source>
        <translation>其固件未包含设置存储。</translation>
    </message>
    <message>
        <source>The file&apos;s name is not valid on the board.</source>
        <translation>文件名在主板上无效。</translation>
    </message>
    <message>
        <source>Use another name.</source>
        <translation>请使用其他名称。</translation>
    </message>
    <message>
        <source>The board has no such file.</source>
        <translation>主板没有该文件。</translation>
    </message>
    <message>
        <source>Read the list of files again.</source>
        <translation>请重新读取文件列表。</translation>
    </message>
    <message>
        <source>This is a folder, not a file.</source>
        <translation>这是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>Choose a file in it.</source>
        <translation>请选择其中的文件。</translation>
    </message>
    <message>
        <source>The board cannot open the file.</source>
        <translation>主板无法打开该文件。</translation>
    </message>
    <message>
        <source>The board cannot reach that place in the file.</source>
        <translation>主板无法定位到文件中的该位置。</translation>
    </message>
    <message>
        <source>The board cannot read the file.</source>
        <translation>主板无法读取该文件。</translation>
    </message>
    <message>
        <source>The board cannot empty the file.</source>
        <translation>主板无法清空该文件。</translation>
    </message>
    <message>
        <source>The board cannot delete the file.</source>
        <translation>主板无法删除该文件。</translation>
    </message>
    <message>
        <source>The board cannot write the file.</source>
        <translation>主板无法写入该文件。</translation>
    </message>
    <message>
        <source>Check that its file system has room.</source>
        <translation>请检查其文件系统是否有空间。</translation>
    </message>
    <message>
        <source>The place in the file is not valid.</source>
        <translation>文件中的位置无效。</translation>
    </message>
    <message>
        <source>The file is shorter than that.</source>
        <translation>文件没有那么长。</translation>
    </message>
    <message>
        <source>Read its size again.</source>
        <translation>请重新读取其大小。</translation>
    </message>
    <message>
        <source>The board does not have this kind of hash.</source>
        <translation>主板没有这种哈希。</translation>
    </message>
    <message>
        <source>Choose another kind.</source>
        <translation>请选择其他种类。</translation>
    </message>
    <message>
        <source>The command is too long for the board.</source>
        <translation>命令对主板来说过长。</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>请缩短。</translation>
    </message>
    <message>
        <source>The command is empty.</source>
        <translation>命令为空。</translation>
    </message>
    <message>
        <source>Type a command.</source>
        <translation>请输入命令。</translation>
    </message>
    <message>
        <source>The card reports a warning and did nothing.</source>
        <translation>卡报告警告，没有执行任何操作。</translation>
    </message>
    <message>
        <source>Read the card&apos;s state again.</source>
        <translation>请重新读取卡的状态。</translation>
    </message>
    <message>
        <source>The card could not write its memory.</source>
        <translation>卡无法写入其存储器。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, the card is worn.</source>
        <translation>请重试；如仍如此，卡可能已磨损。</translation>
    </message>
    <message>
        <source>The card did not accept the length of the command.</source>
        <translation>卡不接受命令的长度。</translation>
    </message>
    <message>
        <source>The channel to the card is not open.</source>
        <translation>到卡的通道未打开。</translation>
    </message>
    <message>
        <source>The card does not support secure messaging here.</source>
        <translation>卡在此处不支持安全报文。</translation>
    </message>
    <message>
        <source>The card asks for a right that is not given.</source>
        <translation>卡要求的权限未被授予。</translation>
    </message>
    <message>
        <source>This command is reserved for the card&apos;s owner.</source>
        <translation>此命令仅限卡的所有者使用。</translation>
    </message>
    <message>
        <source>The card does not allow this now.</source>
        <translation>卡目前不允许此操作。</translation>
    </message>
    <message>
        <source>Try again when no other program talks to the card.</source>
        <translation>请在没有其他程序访问卡时重试。</translation>
    </message>
    <message>
        <source>The application on the card could not be selected.</source>
        <translation>无法选择卡上的应用。</translation>
    </message>
    <message>
        <source>Check that the card is an eUICC.</source>
        <translation>请确认该卡是 eUICC。</translation>
    </message>
    <message>
        <source>The card did not accept the data.</source>
        <translation>卡不接受该数据。</translation>
    </message>
    <message>
        <source>The card does not have this application.</source>
        <translation>卡上没有该应用。</translation>
    </message>
    <message>
        <source>Check that the card is an eUICC: a plain SIM has no profiles to manage.</source>
        <translation>请确认该卡是 eUICC：普通 SIM 没有可管理的配置。</translation>
    </message>
    <message>
        <source>The card&apos;s memory is full.</source>
        <translation>卡的存储器已满。</translation>
    </message>
    <message>
        <source>Delete a profile you no longer need.</source>
        <translation>请删除不再需要的配置。</translation>
    </message>
    <message>
        <source>The card lost the order of the command.</source>
        <translation>卡的命令顺序出错。</translation>
    </message>
    <message>
        <source>The card does not know this function.</source>
        <translation>卡不认识该功能。</translation>
    </message>
    <message>
        <source>It belongs to a newer specification than the card&apos;s.</source>
        <translation>它属于比此卡更新的规范。</translation>
    </message>
    <message>
        <source>The card does not know this command.</source>
        <translation>卡不认识该命令。</translation>
    </message>
    <message>
        <source>The card does not know this class of commands.</source>
        <translation>卡不认识该类命令。</translation>
    </message>
    <message>
        <source>The card reports an error it cannot name.</source>
        <translation>卡报告了一个未知错误。</translation>
    </message>
    <message>
        <source>Reset the card and try again.</source>
        <translation>请复位卡后重试。</translation>
    </message>
    <message>
        <source>The card has no such profile.</source>
        <translation>卡上没有该配置。</translation>
    </message>
    <message>
        <source>Read the list again: it may have been deleted.</source>
        <translation>请重新读取列表：它可能已被删除。</translation>
    </message>
    <message>
        <source>The profile is already enabled.</source>
        <translation>该配置已启用。</translation>
    </message>
    <message>
        <source>Nothing is to be done.</source>
        <translation>无需任何操作。</translation>
    </message>
    <message>
        <source>The profile&apos;s own policy rules forbid this.</source>
        <translation>配置自身的策略规则禁止此操作。</translation>
    </message>
    <message>
        <source>Only its operator can change the rules; the details name them.</source>
        <translation>只有其运营商可以更改规则；详情中有说明。</translation>
    </message>
    <message>
        <source>The card refuses to go back to this profile.</source>
        <translation>卡拒绝切换回该配置。</translation>
    </message>
    <message>
        <source>Enable another profile first.</source>
        <translation>请先启用另一个配置。</translation>
    </message>
    <message>
        <source>The card is busy with a menu of the phone or modem.</source>
        <translation>卡正忙于终端或调制解调器的菜单。</translation>
    </message>
    <message>
        <source>Wait a few seconds and try again.</source>
        <translation>请等待几秒后重试。</translation>
    </message>
    <message>
        <source>The profile is not enabled.</source>
        <translation>该配置未启用。</translation>
    </message>
    <message>
        <source>The profile is enabled.</source>
        <translation>该配置处于启用状态。</translation>
    </message>
    <message>
        <source>Enable another one first, then delete this one.</source>
        <translation>请先启用另一个配置，再删除它。</translation>
    </message>
    <message>
        <source>The card did not accept the question for its profiles.</source>
        <translation>卡不接受对其配置的查询。</translation>
    </message>
    <message>
        <source>The card offers this list only to its own manager.</source>
        <translation>卡只向其自己的管理器提供该列表。</translation>
    </message>
    <message>
        <source>Read the list through the card&apos;s manager (SGP.32).</source>
        <translation>请通过卡的管理器（SGP.32）读取列表。</translation>
    </message>
    <message>
        <source>The card has nothing to delete.</source>
        <translation>卡上没有可删除的内容。</translation>
    </message>
    <message>
        <source>The card has no such notification.</source>
        <translation>卡上没有该通知。</translation>
    </message>
    <message>
        <source>It was already sent and removed.</source>
        <translation>它已发送并移除。</translation>
    </message>
    <message>
        <source>The modem itself failed.</source>
        <translation>调制解调器自身出错。</translation>
    </message>
    <message>
        <source>Restart the modem.</source>
        <translation>请重启调制解调器。</translation>
    </message>
    <message>
        <source>The modem does not allow this now.</source>
        <translation>调制解调器目前不允许此操作。</translation>
    </message>
    <message>
        <source>Try again when it is idle; some modems forbid it while a profile is active.</source>
        <translation>请在空闲时重试；有些调制解调器在配置启用时禁止此操作。</translation>
    </message>
    <message>
        <source>The modem does not have this command.</source>
        <translation>调制解调器没有该命令。</translation>
    </message>
    <message>
        <source>Use a modem or firmware that offers it.</source>
        <translation>请使用提供该命令的调制解调器或固件。</translation>
    </message>
    <message>
        <source>No card is in the modem.</source>
        <translation>调制解调器中没有卡。</translation>
    </message>
    <message>
        <source>Insert an eUICC, or enable the built-in one.</source>
        <translation>请插入 eUICC，或启用内置的 eUICC。</translation>
    </message>
    <message>
        <source>The card asks for its PIN.</source>
        <translation>卡要求输入 PIN。</translation>
    </message>
    <message>
        <source>Enter the PIN first.</source>
        <translation>请先输入 PIN。</translation>
    </message>
    <message>
        <source>The card is locked by its PUK.</source>
        <translation>卡已被 PUK 锁定。</translation>
    </message>
    <message>
        <source>Unlock it with the PUK of the profile&apos;s operator.</source>
        <translation>请用配置运营商的 PUK 解锁。</translation>
    </message>
    <message>
        <source>The card failed.</source>
        <translation>卡出错。</translation>
    </message>
    <message>
        <source>Reset the modem; check that the card sits well.</source>
        <translation>请复位调制解调器，并检查卡是否插好。</translation>
    </message>
    <message>
        <source>The card is busy.</source>
        <translation>卡正忙。</translation>
    </message>
    <message>
        <source>The card is of a wrong kind.</source>
        <translation>卡的类型不正确。</translation>
    </message>
    <message>
        <source>Use an eUICC.</source>
        <translation>请使用 eUICC。</translation>
    </message>
    <message>
        <source>The password is wrong.</source>
        <translation>密码错误。</translation>
    </message>
    <message>
        <source>Check it and try again; a card allows few attempts.</source>
        <translation>请检查后重试；卡只允许少量尝试。</translation>
    </message>
    <message>
        <source>The modem&apos;s memory is full.</source>
        <translation>调制解调器存储已满。</translation>
    </message>
    <message>
        <source>Delete what is no longer needed.</source>
        <translation>请删除不再需要的内容。</translation>
    </message>
    <message>
        <source>The modem has no such entry.</source>
        <translation>调制解调器中没有该条目。</translation>
    </message>
    <message>
        <source>Read the list again.</source>
        <translation>请重新读取列表。</translation>
    </message>
    <message>
        <source>It was not found.</source>
        <translation>未找到。</translation>
    </message>
    <message>
        <source>Check the name or number.</source>
        <translation>请检查名称或号码。</translation>
    </message>
    <message>
        <source>The modem&apos;s memory failed.</source>
        <translation>调制解调器存储出错。</translation>
    </message>
    <message>
        <source>The modem has no network.</source>
        <translation>调制解调器没有网络。</translation>
    </message>
    <message>
        <source>Check the signal and the antenna.</source>
        <translation>请检查信号和天线。</translation>
    </message>
    <message>
        <source>The network did not answer in time.</source>
        <translation>网络没有及时应答。</translation>
    </message>
    <message>
        <source>Try again, nearer to a cell.</source>
        <translation>请在离基站更近处重试。</translation>
    </message>
    <message>
        <source>The network allows emergency calls only.</source>
        <translation>网络只允许紧急呼叫。</translation>
    </message>
    <message>
        <source>Enable a profile with a valid subscription.</source>
        <translation>请启用有有效签约的配置。</translation>
    </message>
    <message>
        <source>The modem did not accept a value of the command.</source>
        <translation>调制解调器不接受命令中的某个值。</translation>
    </message>
    <message>
        <source>The modem reports an error it cannot name.</source>
        <translation>调制解调器报告了一个未知错误。</translation>
    </message>
    <message>
        <source>Restart the modem and try again.</source>
        <translation>请重启调制解调器后重试。</translation>
    </message>
    <message>
        <source>Ask with a lower token limit. With nothing left, the operator of the account can top it up.</source>
        <translation>请降低 token 上限再试。若已用尽，可由账户的运营方充值。</translation>
    </message>
</context>
<context>
    <name>Region</name>
    <message>
        <source>Average current</source>
        <translation>平均电流</translation>
    </message>
    <message>
        <source>Min current</source>
        <translation>最小电流</translation>
    </message>
    <message>
        <source>Max current</source>
        <translation>最大电流</translation>
    </message>
    <message>
        <source>Rms current</source>
        <translation>电流有效值</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>电荷</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>能量</translation>
    </message>
    <message>
        <source>Average power</source>
        <translation>平均功率</translation>
    </message>
    <message>
        <source>Lost samples</source>
        <translation>丢失采样</translation>
    </message>
    <message>
        <source>#%1 (in part)</source>
        <translation>#%1（部分）</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Its samples are no longer in memory.</source>
        <translation>其采样已不在内存中。</translation>
    </message>
    <message>
        <source>No samples were taken in it.</source>
        <translation>其中没有采样。</translation>
    </message>
    <message>
        <source>The figures cover the last %1 only: older samples are no longer in memory.</source>
        <translation>数值只涵盖最后 %1：更早的采样已不在内存中。</translation>
    </message>
    <message>
        <source>The figures cover the last %1 only: before it no samples were taken.</source>
        <translation>数值只涵盖最后 %1：此前没有采样。</translation>
    </message>
    <message>
        <source>No samples have come for its end; the figures cover %1.</source>
        <translation>其末段没有收到采样；数值涵盖 %1。</translation>
    </message>
    <message>
        <source>%1 samples in it were lost: charge and energy are without them.</source>
        <translation>其中丢失 %1 个采样：电荷和能量不含这些采样。</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Kit</source>
        <translation>套件</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>To</source>
        <translation>止</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Radio</source>
        <translation>无线</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Prompt #%1</source>
        <translation>提示词 #%1</translation>
    </message>
    <message>
        <source>Energy per token, with idle</source>
        <translation>每 token 能量（含空闲）</translation>
    </message>
    <message>
        <source>Its samples are no longer in memory; the figures are from when they were.</source>
        <translation>其样本已不在内存中；这些数值取自样本仍在内存之时。</translation>
    </message>
    <message>
        <source>The figures cover the last %1 only: what came before is not in the recording.</source>
        <translation>数值只涵盖最后 %1：此前的内容不在录制中。</translation>
    </message>
    <message>
        <source>Measuring was stopped for %1 of it: charge and energy are without that.</source>
        <translation>其中有 %1 停止了测量：电荷和能量不含这一段。</translation>
    </message>
</context>
<context>
    <name>SignalQuality</name>
    <message>
        <source>RSRP: power of the cell&apos;s reference signal at the antenna.</source>
        <translation>RSRP：天线处小区参考信号的功率。</translation>
    </message>
    <message>
        <source>RSRQ: the reference signal in relation to all that is received; falls with load.</source>
        <translation>RSRQ：参考信号相对于全部接收信号的质量；随负载下降。</translation>
    </message>
    <message>
        <source>SINR: signal over interference and noise.</source>
        <translation>SINR：信号与干扰加噪声之比。</translation>
    </message>
    <message>
        <source>poor</source>
        <translation>差</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>excellent</source>
        <translation>优秀</translation>
    </message>
    <message>
        <source>Excellent from %1, good from %2, fair from %3, poor below: a rule of thumb of modem makers, not a limit of 3GPP.</source>
        <translation>%1 起为优秀，%2 起为良好，%3 起为一般，更低为差：这是调制解调器厂商的经验值，并非 3GPP 的限值。</translation>
    </message>
</context>
<context>
    <name>StepState</name>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>跳过</translation>
    </message>
</context>
<context>
    <name>SwitchSheet</name>
    <message>
        <source>Take the card&apos;s turn, read the list</source>
        <translation>取得用卡权，读取列表</translation>
    </message>
    <message>
        <source>ES10c EnableProfile, refresh flag on</source>
        <translation>ES10c EnableProfile，带刷新标志</translation>
    </message>
    <message>
        <source>ES10c EnableProfile, refresh flag off</source>
        <translation>ES10c EnableProfile，不带刷新标志</translation>
    </message>
    <message>
        <source>ES10c DisableProfile, refresh flag on</source>
        <translation>ES10c DisableProfile，带刷新标志</translation>
    </message>
    <message>
        <source>ES10c DisableProfile, refresh flag off</source>
        <translation>ES10c DisableProfile，不带刷新标志</translation>
    </message>
    <message>
        <source>The card resets</source>
        <translation>卡复位</translation>
    </message>
    <message>
        <source>Read the list back and compare</source>
        <translation>读回列表并比较</translation>
    </message>
    <message>
        <source>The modem registers again</source>
        <translation>调制解调器重新注册</translation>
    </message>
    <message>
        <source>The command had been sent; the details tell what the list shows now.</source>
        <translation>命令已发出；列表现在的状态见详情。</translation>
    </message>
    <message>
        <source>The command was not sent, so nothing has changed.</source>
        <translation>命令没有发出，因此什么都没有改变。</translation>
    </message>
    <message>
        <source>Enable %1?</source>
        <translation>启用 %1？</translation>
    </message>
    <message>
        <source>Disable %1?</source>
        <translation>停用 %1？</translation>
    </message>
    <message>
        <source>Enabling %1</source>
        <translation>正在启用 %1</translation>
    </message>
    <message>
        <source>Disabling %1</source>
        <translation>正在停用 %1</translation>
    </message>
    <message>
        <source>%1 is enabled</source>
        <translation>%1 已启用</translation>
    </message>
    <message>
        <source>%1 is disabled</source>
        <translation>%1 已停用</translation>
    </message>
    <message>
        <source>Enabling %1 failed</source>
        <translation>启用 %1 失败</translation>
    </message>
    <message>
        <source>Disabling %1 failed</source>
        <translation>停用 %1 失败</translation>
    </message>
    <message>
        <source>%1 goes off in the same step.</source>
        <translation>%1 将在同一步骤中停用。</translation>
    </message>
    <message>
        <source>No other profile is on, so none goes off.</source>
        <translation>当前没有启用的配置，因此不会停用任何配置。</translation>
    </message>
    <message>
        <source>No profile is on afterwards: the modem stays without a network until one is enabled.</source>
        <translation>此后没有启用的配置：在启用一个之前，调制解调器没有网络。</translation>
    </message>
    <message>
        <source>Without the refresh flag the modem may keep the old profile until the card is reset.</source>
        <translation>不带刷新标志时，调制解调器可能继续使用旧配置，直到卡复位。</translation>
    </message>
    <message>
        <source>The modem registers again, so the kit is offline for about %1.</source>
        <translation>调制解调器将重新注册，套件离线约 %1。</translation>
    </message>
    <message>
        <source>The modem registers again and the kit is offline meanwhile; how long is not measured on this kit yet.</source>
        <translation>调制解调器将重新注册，期间套件离线；本套件上尚未测量过离线时间。</translation>
    </message>
    <message>
        <source>Stopping. The card is asked what it did, so that nothing is left unknown.</source>
        <translation>正在停止。会询问卡做了什么，以免留下未知状态。</translation>
    </message>
    <message>
        <source>Nobody else gets a turn at the card until the list is read back.</source>
        <translation>在读回列表之前，其他操作不能用卡。</translation>
    </message>
    <message>
        <source>The stop came too late: the command had been sent and the card has carried it out.</source>
        <translation>停止得太晚：命令已发出，卡已执行。</translation>
    </message>
    <message>
        <source>The card&apos;s answer was lost on the way, but the list shows that it has done it.</source>
        <translation>卡的应答在途中丢失，但列表显示它已执行。</translation>
    </message>
    <message>
        <source>The profile is on, but the modem has not registered. Look at its signal and operator under Connectivity.</source>
        <translation>配置已启用，但调制解调器尚未注册。请在“连接”中查看信号和运营商。</translation>
    </message>
    <message>
        <source>The list was read back and the modem is registered again.</source>
        <translation>列表已读回，调制解调器已重新注册。</translation>
    </message>
    <message>
        <source>The list was read back. Registration was not waited for, because you stopped.</source>
        <translation>列表已读回。因为您已停止，没有等待注册。</translation>
    </message>
    <message>
        <source>The list was read back and shows it.</source>
        <translation>列表已读回并显示该结果。</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>none asked for</source>
        <translation>无需通知</translation>
    </message>
    <message>
        <source>Enabling %1 was stopped</source>
        <translation>已停止启用 %1</translation>
    </message>
    <message>
        <source>Disabling %1 was stopped</source>
        <translation>已停止禁用 %1</translation>
    </message>
    <message>
        <source>The card said no, so nothing has changed. Every channel was closed.</source>
        <translation>卡拒绝了，因此没有任何改变。所有通道均已关闭。</translation>
    </message>
    <message>
        <source>The command may have been sent. The list is read again when the kit is back.</source>
        <translation>命令可能已发出。套件恢复后将重新读取列表。</translation>
    </message>
    <message>
        <source>seen before the answer</source>
        <translation>在应答之前已看到</translation>
    </message>
    <message>
        <source>%1 is not enabled any more</source>
        <translation>%1 已不再启用</translation>
    </message>
    <message>
        <source>%1 is not disabled any more</source>
        <translation>%1 已不再停用</translation>
    </message>
    <message>
        <source>The list had shown the change, but read again since it does not: the kit has restarted and lost it, or something else has changed the card. Close this and look at the list.</source>
        <translation>列表曾显示更改，但再次读取后已不存在：套件重启后丢失了更改，或卡被其他程序改动。请关闭此处并查看列表。</translation>
    </message>
    <message>
        <source>The profile is on. The kit answers again and is asked whether its modem is registered.</source>
        <translation>配置已启用。套件已恢复应答，正在询问其调制解调器是否已注册。</translation>
    </message>
    <message>
        <source>The profile is on, but the kit stopped answering: whether the modem registered is not known. It is looked up as soon as the kit is back.</source>
        <translation>配置已启用，但套件停止应答：调制解调器是否已注册不得而知。套件恢复后会立即查询。</translation>
    </message>
    <message>
        <source>The profile is on, but the modem does not tell whether it registered: look under Connectivity.</source>
        <translation>配置已启用，但调制解调器未告知是否已注册：请到“连接”面板查看。</translation>
    </message>
    <message>
        <source>seen when the kit was back</source>
        <translation>套件恢复后查得</translation>
    </message>
    <message>
        <source>1 will be queued on the card</source>
        <translation>将有 1 条在卡内排队</translation>
    </message>
    <message>
        <source>%1 will be queued on the card</source>
        <translation>将有 %1 条在卡内排队</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>waiting for the first token</source>
        <translation>等待首 token</translation>
    </message>
    <message>
        <source>radio tail, still counting energy</source>
        <translation>无线尾态，仍在计算能量</translation>
    </message>
    <message>
        <source> — cut after %1 tokens</source>
        <translation> — 在 %1 个 token 后中断</translation>
    </message>
    <message>
        <source>%1 tier</source>
        <translation>%1算力</translation>
    </message>
    <message>
        <source>complete, energy without the radio tail</source>
        <translation>完成，能量不含无线尾态</translation>
    </message>
    <message>
        <source>streaming, %1 tok out so far</source>
        <translation>流式输出中，已输出 %1 tok</translation>
    </message>
    <message>
        <source>charged</source>
        <translation>计费</translation>
    </message>
    <message>
        <source>radio tail, energy is not measured</source>
        <translation>无线尾态，未测量能量</translation>
    </message>
    <message>
        <source>the kit is away, %1 tok came so far</source>
        <translation>套件不在，已收到 %1 tok</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>not registered</source>
        <translation>未注册</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>已注册</translation>
    </message>
    <message>
        <source>searching</source>
        <translation>搜索中</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>roaming</source>
        <translation>漫游</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>metro</source>
        <translation>城域</translation>
    </message>
    <message>
        <source>province</source>
        <translation>省级</translation>
    </message>
    <message>
        <source>nation</source>
        <translation>全国</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>unplugged</source>
        <translation>已拔出</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>server usage</source>
        <translation>服务器用量</translation>
    </message>
    <message>
        <source>server estimate</source>
        <translation>服务器估计</translation>
    </message>
    <message>
        <source>counted chunks</source>
        <translation>按分块计数</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>cut at the token limit</source>
        <translation>达到 token 上限</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>toy</source>
        <translation>玩具</translation>
    </message>
    <message>
        <source>glasses</source>
        <translation>眼镜</translation>
    </message>
    <message>
        <source>wearable</source>
        <translation>穿戴设备</translation>
    </message>
    <message>
        <source>BLE tether</source>
        <translation>BLE 共享</translation>
    </message>
    <message>
        <source>the line carries no more</source>
        <translation>线路带宽有限</translation>
    </message>
    <message>
        <source>the kit samples no faster</source>
        <translation>套件采样率有限</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>正在重启</translation>
    </message>
    <message>
        <source>another kit</source>
        <translation>另一套件</translation>
    </message>
    <message>
        <source>port in use</source>
        <translation>端口被占用</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>recording, simulated</source>
        <translation>录制，仿真</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>did not open</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>WorkQuestion</name>
    <message>
        <source>A firmware image is on its way to %1. It would be left as far as it got, perhaps on trial.</source>
        <translation>正在向 %1 发送固件镜像。中断后会停在当前进度，可能处于试运行状态。</translation>
    </message>
    <message>
        <source>The firmware of %1 is being changed. Its end would not be seen.</source>
        <translation>正在更改 %1 的固件。中断后看不到结果。</translation>
    </message>
    <message>
        <source>A profile of %1 is being changed. Its end would not be seen.</source>
        <translation>正在切换 %1 的配置文件。中断后看不到结果。</translation>
    </message>
    <message>
        <source>%1 is being recorded. The recording would end here; what is in it is kept.</source>
        <translation>正在录制 %1。录制会在此结束，已录内容会保留。</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
</context>
<context>
    <name>app::ConnectDialog</name>
    <message>
        <source>Connect a kit</source>
        <translation>连接套件</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Choose a kit; with Ctrl held, also a power meter to put beside it.</source>
        <translation>选择一个套件；按住 Ctrl 可同时选择放在旁边的功率测量仪。</translation>
    </message>
    <message>
        <source>Ports, one a line</source>
        <translation>端口，每行一个</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Virtual kit, simulated</source>
        <translation>虚拟套件（仿真）</translation>
    </message>
    <message>
        <source>USB kit</source>
        <translation>USB 套件</translation>
    </message>
    <message>
        <source>Power meter: %1</source>
        <translation>功率测量仪：%1</translation>
    </message>
    <message>
        <source>Serial ports: %1</source>
        <translation>串口：%1</translation>
    </message>
    <message>
        <source>What a serial port speaks is its role: kit (kit frames or SMP), at (a modem), console (SMP over text), meter (a PPK2).</source>
        <translation>串口所用的协议即其角色：kit（套件帧或 SMP）、at（调制解调器）、console（文本上的 SMP）、meter（PPK2）。</translation>
    </message>
    <message>
        <source>Found on this computer</source>
        <translation>本机上找到的</translation>
    </message>
    <message>
        <source>No board is plugged in. Plug one in and look again, or write its ports below.</source>
        <translation>未接入电路板。接入后重新查找，或在下方填写端口。</translation>
    </message>
    <message>
        <source>Looking for what is plugged in.</source>
        <translation>正在查找已接入的设备。</translation>
    </message>
</context>
<context>
    <name>app::ImportNotice</name>
    <message>
        <source>Leave it</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 is a file of another program.</source>
        <translation>%1 是其他程序的文件。</translation>
    </message>
    <message>
        <source>%1 files are of other programs, the first is %2.</source>
        <translation>%1 个文件来自其他程序，第一个是 %2。</translation>
    </message>
    <message>
        <source>The workbench can make a recording of it, %1 beside it, and open that; the file stays as it is.</source>
        <translation>工作台可以由它生成录制，即同目录下的 %1，并将其打开；原文件保持不变。</translation>
    </message>
    <message>
        <source>The workbench can make a recording of each beside it, and open those; the files stay as they are.</source>
        <translation>工作台可以在各文件旁生成录制并将其打开；原文件保持不变。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Importing %1, %2</source>
        <translation>正在导入 %1，%2</translation>
    </message>
    <message>
        <source>A cancelled import leaves nothing behind.</source>
        <translation>取消导入不会留下任何文件。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Not all of %1 was imported.</source>
        <translation>%1 未全部导入。</translation>
    </message>
    <message>
        <source>No unit is known for: %1</source>
        <translation>以下各列的单位未知：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 was not imported. %2</source>
        <translation>%1 未导入。%2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Importing %1, %2, about %3 left</source>
        <translation>正在导入 %1，%2，约剩 %3</translation>
    </message>
</context>
<context>
    <name>app::MainWindow</name>
    <message>
        <source>Copied the panel as a picture.</source>
        <translation>已将面板复制为图片。</translation>
    </message>
    <message>
        <source>The kit restarted. Its clock began anew, and the graphs with it.</source>
        <translation>套件已重启，其时钟和图表重新开始。</translation>
    </message>
</context>
<context>
    <name>app::PanelArea</name>
    <message>
        <source>%1 is not a file that the workbench opens.</source>
        <translation>工作台不能打开 %1。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Firmware images end in .bin, recordings in .aer, what can be imported in .ppk2 or .csv.</source>
        <translation>固件镜像以 .bin 结尾，录制以 .aer 结尾，可导入的文件以 .ppk2 或 .csv 结尾。</translation>
    </message>
</context>
<context>
    <name>app::QuitQuestion</name>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Quit in the middle of this?</source>
        <translation>操作尚未完成，仍要退出吗？</translation>
    </message>
    <message>
        <source>%1 reboots into the firmware from before; the window closes after that.</source>
        <translation>%1 将重启并回到之前的固件；随后窗口关闭。</translation>
    </message>
    <message>
        <source>%1 was enabled on %2 before the tour. It takes some seconds; the window closes after that.</source>
        <translation>导览之前，%2 上启用的是 %1。恢复需要几秒钟；随后窗口关闭。</translation>
    </message>
    <message>
        <source>No profile was enabled on %1 before the tour. It takes some seconds; the window closes after that.</source>
        <translation>导览之前，%1 上没有启用任何配置。恢复需要几秒钟；随后窗口关闭。</translation>
    </message>
    <message>
        <source>The tour changed the profile; put it back first?</source>
        <translation>导览更改了配置；先恢复原状吗？</translation>
    </message>
    <message>
        <source>The tour left firmware on trial; end the trial first?</source>
        <translation>导览留下了试运行中的固件；先结束试运行吗？</translation>
    </message>
    <message>
        <source>Quit as it is</source>
        <translation>不恢复，直接退出</translation>
    </message>
    <message>
        <source>Put back, then quit</source>
        <translation>恢复后退出</translation>
    </message>
</context>
<context>
    <name>app::RecordingNotice</name>
    <message>
        <source>Recorded %1 samples, %2, into %3</source>
        <translation>已录制 %1 个采样，%2，保存到 %3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>app::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language (Ctrl+L)</source>
        <translation>语言 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Appearance (Ctrl+T)</source>
        <translation>外观 (Ctrl+T)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Window size, place and panel</source>
        <translation>窗口大小、位置和面板</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>Log files are kept in</source>
        <translation>日志文件保存在</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随系统</translation>
    </message>
</context>
<context>
    <name>app::UnfinishedNotice</name>
    <message>
        <source>The recording %1 was cut off: the program or the computer stopped while it ran.</source>
        <translation>录制 %1 被中断：录制过程中程序或计算机停止了运行。</translation>
    </message>
    <message>
        <source>%1 recordings were cut off, the last one %2: the program or the computer stopped while they ran.</source>
        <translation>有 %1 个录制被中断，最后一个是 %2：录制过程中程序或计算机停止了运行。</translation>
    </message>
    <message>
        <source>Its %1 samples up to %2 are safe; at most one second after that is missing.</source>
        <translation>截至 %2 的 %1 个采样均已保存；其后最多缺失一秒。</translation>
    </message>
    <message>
        <source>Its %1 samples are safe; at most the last second is missing.</source>
        <translation>其中 %1 个采样均已保存；最多缺失最后一秒。</translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>widgets::AccountCard</name>
    <message>
        <source>Compute account</source>
        <translation>算力账户</translation>
    </message>
    <message>
        <source>balance in this session</source>
        <translation>本次会话的余额</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Last charge</source>
        <translation>最近扣费</translation>
    </message>
    <message>
        <source>%1 micro-tokens</source>
        <translation>%1 微 token</translation>
    </message>
    <message>
        <source> per M tok</source>
        <translation> / 百万 tok</translation>
    </message>
    <message>
        <source>The kit did not tell</source>
        <translation>套件未提供</translation>
    </message>
    <message>
        <source>Nothing was charged in this session</source>
        <translation>本次会话没有扣费</translation>
    </message>
    <message>
        <source>in credit</source>
        <translation>余额充足</translation>
    </message>
    <message>
        <source>exhausted</source>
        <translation>余额耗尽</translation>
    </message>
    <message>
        <source>balance, %1 available</source>
        <translation>余额，可用 %1</translation>
    </message>
    <message>
        <source>Price table %1</source>
        <translation>价目表 %1</translation>
    </message>
    <message>
        <source>balance for about %1 answers</source>
        <translation>余额，约可再答 %1 次</translation>
    </message>
    <message>
        <source>balance in the recording</source>
        <translation>录制中的余额</translation>
    </message>
    <message>
        <source>The recording does not tell</source>
        <translation>录制中没有记载</translation>
    </message>
    <message>
        <source>Nothing was charged in the recording</source>
        <translation>录制中没有扣费</translation>
    </message>
    <message>
        <source>at the end of it, for about %1 answers</source>
        <translation>结束时余额，约可回答 %1 次</translation>
    </message>
    <message>
        <source>at its end, %1 available</source>
        <translation>录制结束时，可用 %1</translation>
    </message>
</context>
<context>
    <name>widgets::ApduCard</name>
    <message>
        <source>APDU timeline</source>
        <translation>APDU 时间线</translation>
    </message>
    <message>
        <source>each message with its ES10 meaning</source>
        <translation>每条报文及其 ES10 含义</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the APDU timeline</source>
        <translation>复制 APDU 时间线</translation>
    </message>
    <message>
        <source>Nothing was said to the card yet.</source>
        <translation>尚未与卡通信。</translation>
    </message>
    <message>
        <source>Each command to it and each answer is listed here.</source>
        <translation>发给卡的每条命令和每个应答都列在这里。</translation>
    </message>
</context>
<context>
    <name>widgets::ApduModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态字</translation>
    </message>
</context>
<context>
    <name>widgets::BalanceCard</name>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>消耗速率</translation>
    </message>
    <message>
        <source>Runs dry</source>
        <translation>用尽</translation>
    </message>
    <message>
        <source>The account has not been read yet</source>
        <translation>尚未读取账户</translation>
    </message>
    <message>
        <source>Available: unknown</source>
        <translation>可用：未知</translation>
    </message>
    <message>
        <source>Available: the balance less what is reserved. %1 micro-tokens.</source>
        <translation>可用：余额减去预留，%1 微 token。</translation>
    </message>
    <message>
        <source>Available: %1</source>
        <translation>可用：%1</translation>
    </message>
    <message>
        <source>Worth —: the kit did not tell a price</source>
        <translation>价值 —：套件未告知价格</translation>
    </message>
    <message>
        <source>about %1 at the kit&apos;s price, %2 per M tokens</source>
        <translation>按套件价格约 %1，每百万 token %2</translation>
    </message>
    <message>
        <source>about %1 at price %2, %3 per M tokens</source>
        <translation>按价格 %2 约 %1，每百万 token %3</translation>
    </message>
    <message>
        <source>%1 micro-units of %2</source>
        <translation>%1 微单位 %2</translation>
    </message>
    <message>
        <source>of %1 granted</source>
        <translation>共拨入 %1</translation>
    </message>
    <message>
        <source>Available of what was granted: %1</source>
        <translation>可用占拨入的比例：%1</translation>
    </message>
    <message>
        <source>Available and reserved together; %1 micro-tokens</source>
        <translation>可用与预留之和；%1 微 token</translation>
    </message>
    <message>
        <source>Held for answers that are running; what they do not use comes back</source>
        <translation>为正在进行的回答预留；未用部分会退回</translation>
    </message>
    <message>
        <source>The sum of all charges in the ledger</source>
        <translation>账本中全部扣费之和</translation>
    </message>
    <message>
        <source>The ledger has not been read yet</source>
        <translation>尚未读取账本</translation>
    </message>
    <message>
        <source>The ledger begins before what was read</source>
        <translation>账本的开头早于已读取的部分</translation>
    </message>
    <message>
        <source>A pace needs three charged answers since the kit&apos;s last start</source>
        <translation>需要套件本次启动以来三次已扣费的回答才能得出速度</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>in about %1</source>
        <translation>约 %1 后</translation>
    </message>
    <message>
        <source>At the pace above, in a straight line</source>
        <translation>按上述速度直线推算</translation>
    </message>
    <message>
        <source>about %1 answers like these</source>
        <translation>约可再答 %1 次</translation>
    </message>
    <message>
        <source>At %1, the charge of the last answer.</source>
        <translation>按上一次回答的 %1 计。</translation>
    </message>
    <message>
        <source>At %1, the average of the last %2 answers.</source>
        <translation>按最近 %2 次回答的平均 %1 计。</translation>
    </message>
    <message>
        <source>No answer was charged yet</source>
        <translation>尚无已扣费的回答</translation>
    </message>
    <message>
        <source>Pace of the last %1.</source>
        <translation>速度取自最近 %1。</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1 前</translation>
    </message>
    <message>
        <source>all reserved</source>
        <translation>全部预留</translation>
    </message>
    <message>
        <source>out of tokens</source>
        <translation>已用尽</translation>
    </message>
    <message>
        <source>low</source>
        <translation>偏低</translation>
    </message>
    <message>
        <source>in credit</source>
        <translation>余额充足</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用</translation>
    </message>
</context>
<context>
    <name>widgets::BalanceStep</name>
    <message>
        <source>Look at the balance</source>
        <translation>查看余额</translation>
    </message>
    <message>
        <source>The kit&apos;s account reserves tokens before an answer and books what was really used after it. Both are lines of its ledger, and the burn-down shows how long the balance lasts.</source>
        <translation>套件的账户在回答之前预留 token，回答之后按实际用量记账。两者都是账本中的条目，消耗图显示余额还能用多久。</translation>
    </message>
    <message>
        <source>Reading the account.</source>
        <translation>正在读取账户。</translation>
    </message>
    <message>
        <source>Entry %1 of the ledger is the charge for the answer.</source>
        <translation>账本第 %1 条是这次回答的扣费。</translation>
    </message>
    <message>
        <source>No answer was charged in this tour.</source>
        <translation>本次导览没有产生回答扣费。</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Before the answer</source>
        <translation>回答之前</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>扣费</translation>
    </message>
    <message>
        <source>Balance now</source>
        <translation>当前余额</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>Worth</source>
        <translation>折合</translation>
    </message>
</context>
<context>
    <name>widgets::BatteryBar</name>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Between</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Regulator</source>
        <translation>稳压损耗</translation>
    </message>
    <message>
        <source>Self-discharge</source>
        <translation>自放电</translation>
    </message>
    <message>
        <source>What empties the cell</source>
        <translation>电量消耗在哪里</translation>
    </message>
</context>
<context>
    <name>widgets::BatteryCard</name>
    <message>
        <source>When region %1 repeats, a charge lasts</source>
        <translation>区域 %1 反复出现时，一次充电可用</translation>
    </message>
    <message>
        <source>A charge lasts</source>
        <translation>一次充电可用</translation>
    </message>
    <message>
        <source>%1 out of the cell on average, %2 activities on one charge</source>
        <translation>电池平均输出 %1，一次充电可完成 %2 次活动</translation>
    </message>
    <message>
        <source>Select a region: drag over the graph, or choose one in the table.</source>
        <translation>请选择一个区域：在图上拖动，或在表格中选取。</translation>
    </message>
    <message>
        <source>Estimate copied</source>
        <translation>已复制估算</translation>
    </message>
    <message>
        <source>Battery life</source>
        <translation>电池续航</translation>
    </message>
    <message>
        <source>ESTIMATE</source>
        <translation>估算</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the estimate with all its assumptions as text</source>
        <translation>将估算及其全部假设复制为文本</translation>
    </message>
    <message>
        <source>Close the estimate</source>
        <translation>关闭估算</translation>
    </message>
</context>
<context>
    <name>widgets::BatteryFields</name>
    <message>
        <source>Typed</source>
        <translation>手动输入</translation>
    </message>
    <message>
        <source>Region %1</source>
        <translation>区域 %1</translation>
    </message>
    <message>
        <source>Cell (assumed)</source>
        <translation>电池（假设）</translation>
    </message>
    <message>
        <source>Between them</source>
        <translation>两次活动之间</translation>
    </message>
    <message>
        <source>What is drawn between one activity and the next; a region of sleep is best</source>
        <translation>一次活动与下一次之间的电流；最好取一段休眠的区域</translation>
    </message>
    <message>
        <source>The board draws</source>
        <translation>电路板的用电方式</translation>
    </message>
    <message>
        <source>Same current</source>
        <translation>电流不变</translation>
    </message>
    <message>
        <source>Same power</source>
        <translation>功率不变</translation>
    </message>
    <message>
        <source>From a cell of another voltage than it was measured at: the same current without or with a linear regulator, the same power with a switching one</source>
        <translation>电池电压与测量时不同时：无稳压器或线性稳压器时电流不变，开关稳压器时功率不变</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Capacity, mAh</source>
        <translation>容量，mAh</translation>
    </message>
    <message>
        <source>Turns off at, V</source>
        <translation>截止电压，V</translation>
    </message>
    <message>
        <source>Usable, %</source>
        <translation>可用，%</translation>
    </message>
    <message>
        <source>Charged to, %</source>
        <translation>起始电量，%</translation>
    </message>
    <message>
        <source>Repeats every</source>
        <translation>重复周期</translation>
    </message>
    <message>
        <source>Current, mA</source>
        <translation>电流，mA</translation>
    </message>
    <message>
        <source>Regulator, %</source>
        <translation>稳压效率，%</translation>
    </message>
    <message>
        <source>Mean cell, V</source>
        <translation>平均电压，V</translation>
    </message>
    <message>
        <source>Nominal, as printed on the cell</source>
        <translation>标称值，见电池标签</translation>
    </message>
    <message>
        <source>Cut-off at rest; the usable share follows from the assumed curve of such a cell</source>
        <translation>静置时的截止电压；可用比例由此类电池的假设曲线得出</translation>
    </message>
    <message>
        <source>Share of the capacity that is drawn until the device turns off</source>
        <translation>设备关机前能放出的容量比例</translation>
    </message>
    <message>
        <source>Average between the activities; write here to type another</source>
        <translation>两次活动之间的平均值；可在此输入其他数值</translation>
    </message>
    <message>
        <source>Efficiency of what lies between the cell and the place that was measured; 100 where the meter stands in place of the cell</source>
        <translation>电池与测量点之间电路的效率；由电表代替电池供电时为 100</translation>
    </message>
    <message>
        <source>What cold and age leave of the capacity</source>
        <translation>低温与老化后剩余的容量</translation>
    </message>
    <message>
        <source>Of the capacity, a month</source>
        <translation>每月占容量的比例</translation>
    </message>
    <message>
        <source>Mean voltage of the cell while it empties</source>
        <translation>电池放电过程中的平均电压</translation>
    </message>
    <message>
        <source>Cold and age, %</source>
        <translation>低温与老化，%</translation>
    </message>
    <message>
        <source>Self-discharge, %/month</source>
        <translation>自放电，%/月</translation>
    </message>
    <message>
        <source>Charge at the start, of the usable part</source>
        <translation>起始时的电量，占可用部分的比例</translation>
    </message>
    <message>
        <source>From the start of one activity to the start of the next</source>
        <translation>从一次活动开始到下一次开始</translation>
    </message>
    <message>
        <source>Its quietest tenth</source>
        <translation>其中最安静的十分之一</translation>
    </message>
</context>
<context>
    <name>widgets::BrainCard</name>
    <message>
        <source>Brain</source>
        <translation>智能大脑</translation>
    </message>
    <message>
        <source>one bar per answer, newest right</source>
        <translation>每柱一次回答，最新在右</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>算力层</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>No answer in this session yet</source>
        <translation>本次会话还没有回答</translation>
    </message>
    <message>
        <source>first token, no answer yet</source>
        <translation>首 token，还没有回答</translation>
    </message>
    <message>
        <source>first token of one answer</source>
        <translation>首 token，1 次回答</translation>
    </message>
    <message>
        <source>%1 complete, %2 failed</source>
        <translation>%1 完成，%2 失败</translation>
    </message>
    <message>
        <source>answering</source>
        <translation>正在回答</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>p95 %1</source>
        <translation>p95 %1</translation>
    </message>
    <message>
        <source>first token, p50 of %1 answers</source>
        <translation>首 token，%1 次回答 p50</translation>
    </message>
    <message>
        <source>No answer is in the recording</source>
        <translation>录制中没有回答</translation>
    </message>
    <message>
        <source>radio tail</source>
        <translation>无线尾态</translation>
    </message>
    <message>
        <source>%1 complete, %2 stopped, %3 failed</source>
        <translation>%1 完成，%2 停止，%3 失败</translation>
    </message>
</context>
<context>
    <name>widgets::BurnDownCard</name>
    <message>
        <source>Burn-down</source>
        <translation>消耗曲线</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>about, at the pace of the last %1</source>
        <translation>约，按最近 %1 的速度</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>available while some is reserved</source>
        <translation>有预留时的可用额</translation>
    </message>
</context>
<context>
    <name>widgets::BurnDownPlot</name>
    <message>
        <source>Balance over time</source>
        <translation>余额随时间的变化</translation>
    </message>
    <message>
        <source>Nothing to draw: the ledger has not been read yet.</source>
        <translation>无可绘制：尚未读取账本。</translation>
    </message>
    <message>
        <source>From %1 to %2 since the kit&apos;s start.</source>
        <translation>自套件启动以来从 %1 到 %2。</translation>
    </message>
    <message>
        <source>Arrows pan, plus and minus zoom, Space follows or holds, F shows all.</source>
        <translation>方向键平移，加减键缩放，空格键跟随或保持，F 键显示全部。</translation>
    </message>
</context>
<context>
    <name>widgets::BurnDownScene</name>
    <message>
        <source>The ledger has not been read yet.</source>
        <translation>尚未读取账本。</translation>
    </message>
    <message>
        <source>now %1</source>
        <translation>现在 %1</translation>
    </message>
    <message>
        <source>%1 reserved</source>
        <translation>预留 %1</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>last heard %1</source>
        <translation>最后听到 %1</translation>
    </message>
</context>
<context>
    <name>widgets::ChangesCard</name>
    <message>
        <source>Drops and changes</source>
        <translation>掉线与变化</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the changes as text</source>
        <translation>将变化记录复制为文本</translation>
    </message>
    <message>
        <source>Nothing happened to the connection yet.</source>
        <translation>连接尚无变化。</translation>
    </message>
    <message>
        <source>Registrations, drops, cell changes and losses of the link appear here with their times.</source>
        <translation>注册、掉线、小区变化和链路丢失会连同时间显示在这里。</translation>
    </message>
    <message>
        <source>Changes of the connection, newest first</source>
        <translation>连接的变化，最新在前</translation>
    </message>
</context>
<context>
    <name>widgets::CheckRow</name>
    <message>
        <source>Send it all the same</source>
        <translation>仍然发送</translation>
    </message>
    <message>
        <source>%1: send it all the same</source>
        <translation>%1：仍然发送</translation>
    </message>
</context>
<context>
    <name>widgets::CommandModel</name>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>%1 in the graph</source>
        <translation>图中按 %1</translation>
    </message>
</context>
<context>
    <name>widgets::CommandPalette</name>
    <message>
        <source>Find or run anything</source>
        <translation>查找或执行任何操作</translation>
    </message>
    <message>
        <source>Matching actions</source>
        <translation>匹配的操作</translation>
    </message>
    <message>
        <source>Nothing is called like that. Try another word, such as a panel&apos;s name.</source>
        <translation>没有这样的操作。请换一个词，例如面板名称。</translation>
    </message>
</context>
<context>
    <name>widgets::ComparePlot</name>
    <message>
        <source>Current</source>
        <translation>电流</translation>
    </message>
    <message>
        <source>Two regions over each other and their difference</source>
        <translation>两个区域叠加及其差值</translation>
    </message>
    <message>
        <source>Arrows pan, plus and minus zoom, F shows all, Shift with arrows moves the dashed one by a pixel.</source>
        <translation>方向键平移，加减号缩放，F 显示全部，Shift 加方向键将虚线移动一个像素。</translation>
    </message>
</context>
<context>
    <name>widgets::CompareSources</name>
    <message>
        <source>Region %1</source>
        <translation>区域 %1</translation>
    </message>
    <message>
        <source>Region %1, %2</source>
        <translation>区域 %1，%2</translation>
    </message>
    <message>
        <source>%1: all</source>
        <translation>%1：全部</translation>
    </message>
    <message>
        <source>%1: prompt #%2</source>
        <translation>%1：提示词 #%2</translation>
    </message>
</context>
<context>
    <name>widgets::CompareTableModel</name>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Average current</source>
        <translation>平均电流</translation>
    </message>
    <message>
        <source>Max current</source>
        <translation>最大电流</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>电荷</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>能量</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
</context>
<context>
    <name>widgets::CompareWindow</name>
    <message>
        <source>Open another…</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <source>Two regions are needed: make one more (R in the graph), or open a recording.</source>
        <translation>需要两个区域：再建一个（在图中按 R），或打开一个录制。</translation>
    </message>
    <message>
        <source>Point at the graph for values; drag or wheel pans, Ctrl with the wheel zooms.</source>
        <translation>指向图中查看数值；拖动或滚轮平移，Ctrl 加滚轮缩放。</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>Save the columns of the graph</source>
        <translation>保存图中各列</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Compare regions</source>
        <translation>对比区域</translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation>录制…</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Both regions as a whole (F in the graph)</source>
        <translation>完整显示两个区域（在图中按 F）</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy figures</source>
        <translation>复制数值</translation>
    </message>
    <message>
        <source>As text and as CSV</source>
        <translation>文本与 CSV 两种格式</translation>
    </message>
    <message>
        <source>Save PNG…</source>
        <translation>保存 PNG…</translation>
    </message>
    <message>
        <source>Save CSV…</source>
        <translation>保存 CSV…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open a recording to compare with</source>
        <translation>打开用于对比的录制</translation>
    </message>
    <message>
        <source>Recordings (*.aer)</source>
        <translation>录制 (*.aer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>已保存到 %1</translation>
    </message>
    <message>
        <source>The file was not saved.</source>
        <translation>文件未能保存。</translation>
    </message>
    <message>
        <source>No file was left behind. Choose another folder or make room.</source>
        <translation>没有留下任何文件。请选择其他文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>Picture copied</source>
        <translation>已复制图片</translation>
    </message>
    <message>
        <source>Figures copied</source>
        <translation>已复制数值</translation>
    </message>
    <message>
        <source>Shift of %1</source>
        <translation>%1 的偏移</translation>
    </message>
    <message>
        <source>At %1: %2 %3, %4 %5, difference %6</source>
        <translation>%1 处：%2 %3，%4 %5，差值 %6</translation>
    </message>
    <message>
        <source>First region of the comparison</source>
        <translation>对比的第一个区域</translation>
    </message>
    <message>
        <source>Second region of the comparison</source>
        <translation>对比的第二个区域</translation>
    </message>
    <message>
        <source>Swap the two</source>
        <translation>交换两者</translation>
    </message>
    <message>
        <source>The dashed one earlier by 1 ms</source>
        <translation>虚线提前 1 ms</translation>
    </message>
    <message>
        <source>The dashed one later by 1 ms</source>
        <translation>虚线推后 1 ms</translation>
    </message>
    <message>
        <source>Open a recording file beside this kit and compare with it</source>
        <translation>在此套件旁打开一个录制文件并与之对比</translation>
    </message>
    <message>
        <source>Shift of the dashed one in ms</source>
        <translation>虚线的偏移（ms）</translation>
    </message>
    <message>
        <source>How much later the dashed one is drawn. Shift with the arrows in the graph moves it by a pixel</source>
        <translation>虚线推后绘制的时间。在图中按 Shift 加方向键可移动一个像素</translation>
    </message>
    <message>
        <source>Figures of both</source>
        <translation>两者的指标</translation>
    </message>
    <message>
        <source>The columns of the graph as they are drawn: extremes and means of both, and the difference</source>
        <translation>图中所绘的各列：两者的极值和均值，以及差值</translation>
    </message>
</context>
<context>
    <name>widgets::Composer</name>
    <message>
        <source>Ask the kit something</source>
        <translation>向套件提问</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Compute tier</source>
        <translation>算力层</translation>
    </message>
    <message>
        <source>Kit decides</source>
        <translation>套件决定</translation>
    </message>
    <message>
        <source>max </source>
        <translation>上限 </translation>
    </message>
    <message>
        <source>Token limit</source>
        <translation>token 上限</translation>
    </message>
    <message>
        <source>Kit&apos;s model</source>
        <translation>套件的模型</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Needs a connected kit that offers prompts</source>
        <translation>需要已连接且支持提示词的套件</translation>
    </message>
    <message>
        <source>Stop counting</source>
        <translation>停止计算</translation>
    </message>
    <message>
        <source>%1 of %2 bytes</source>
        <translation>%1 / %2 字节</translation>
    </message>
    <message>
        <source>Counting the radio tail</source>
        <translation>正在计算无线尾态的能量</translation>
    </message>
    <message>
        <source>Waiting for the kit</source>
        <translation>正在等待套件</translation>
    </message>
    <message>
        <source>Stop it, then send</source>
        <translation>先停止，再发送</translation>
    </message>
    <message>
        <source>Radio tail, not measured</source>
        <translation>无线尾态，未测量</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>停止等待</translation>
    </message>
    <message>
        <source>Up brings back what was asked before</source>
        <translation>按向上键找回以前问过的内容</translation>
    </message>
    <message>
        <source>Ends the counting</source>
        <translation>将结束计数</translation>
    </message>
    <message>
        <source>Ends the counting of the energy of the answer before</source>
        <translation>结束上一条回答的能耗计数</translation>
    </message>
    <message>
        <source>Ends the counting of energy</source>
        <translation>结束能耗计数</translation>
    </message>
    <message>
        <source>Does not wait for the radio to be quiet</source>
        <translation>不再等待无线静默</translation>
    </message>
</context>
<context>
    <name>widgets::ConnectStep</name>
    <message>
        <source>Connect the kit</source>
        <translation>连接套件</translation>
    </message>
    <message>
        <source>The workbench opens the kit&apos;s ports, asks who it is, and waits until its modem is in a network. The Overview shows what this kit can do.</source>
        <translation>工作台打开套件的端口，询问其身份，并等待调制解调器注册到网络。总览显示这个套件能做什么。</translation>
    </message>
    <message>
        <source>The modem is looking for its network.</source>
        <translation>调制解调器正在搜索网络。</translation>
    </message>
    <message>
        <source>Waiting for the kit to answer.</source>
        <translation>正在等待套件应答。</translation>
    </message>
    <message>
        <source>The kit answers and is in its network.</source>
        <translation>套件已应答，并已注册到网络。</translation>
    </message>
    <message>
        <source>The kit answers.</source>
        <translation>套件已应答。</translation>
    </message>
    <message>
        <source>Kit</source>
        <translation>套件</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>序列号</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>固件</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
</context>
<context>
    <name>widgets::ConnectivityCard</name>
    <message>
        <source>Connectivity</source>
        <translation>通信连接</translation>
    </message>
    <message>
        <source>Radio</source>
        <translation>无线</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>运营商</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>小区</translation>
    </message>
    <message>
        <source>The modem does not know its signal now</source>
        <translation>调制解调器目前没有信号数据</translation>
    </message>
    <message>
        <source>, SINR %1</source>
        <translation>，SINR %1</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>测量中</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measure the round trips to the tiers</source>
        <translation>测量到各算力层的往返时延</translation>
    </message>
    <message>
        <source>Medians of a few probes, measured by the kit from its modem</source>
        <translation>若干次探测的中位数，由套件从其调制解调器测得</translation>
    </message>
    <message>
        <source>The modem did not know its signal at the end of the recording</source>
        <translation>录制结束时调制解调器不知道信号强度</translation>
    </message>
    <message>
        <source>%1, at the end of the recording</source>
        <translation>%1，录制结束时</translation>
    </message>
</context>
<context>
    <name>widgets::ConnectivityLog</name>
    <message>
        <source>First heard of the modem</source>
        <translation>首次收到调制解调器消息</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已注册</translation>
    </message>
    <message>
        <source>Registration lost</source>
        <translation>注册丢失</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在搜索</translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation>未注册</translation>
    </message>
    <message>
        <source>Registration denied</source>
        <translation>注册被拒绝</translation>
    </message>
    <message>
        <source>Cell changed</source>
        <translation>小区变化</translation>
    </message>
    <message>
        <source>Kit is back</source>
        <translation>套件已恢复</translation>
    </message>
    <message>
        <source>Kit restarted</source>
        <translation>套件已重启</translation>
    </message>
    <message>
        <source>When first heard: %1</source>
        <translation>首次收到时：%1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>已持续 %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>Kit not heard</source>
        <translation>套件失联</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
</context>
<context>
    <name>widgets::ConnectivityPanel</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Signal over time</source>
        <translation>信号随时间变化</translation>
    </message>
    <message>
        <source>Signal, registration and radio states over time</source>
        <translation>信号、注册和无线状态随时间变化</translation>
    </message>
    <message>
        <source>Arrows pan, plus and minus zoom, Space follows or holds, F shows all.</source>
        <translation>方向键平移，加减键缩放，空格跟随或保持，F 显示全部。</translation>
    </message>
</context>
<context>
    <name>widgets::ConnectivityView</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1 前</translation>
    </message>
</context>
<context>
    <name>widgets::CostStep</name>
    <message>
        <source>%1, incomplete</source>
        <translation>%1，不完整</translation>
    </message>
    <message>
        <source>Its energy and latency</source>
        <translation>它的能量与时延</translation>
    </message>
    <message>
        <source>The answer&apos;s energy is the power measured from the moment it was asked until the radio rested again, less what idle draws. Probes now measure the round trip to each compute tier.</source>
        <translation>回答的能量是从提问到无线重新空闲期间测得的功率之和，扣除空闲消耗。现在用探测测量到各算力层的往返时延。</translation>
    </message>
    <message>
        <source>Probing metro, province and nation.</source>
        <translation>正在探测城域、省级和全国。</translation>
    </message>
    <message>
        <source>Five probes went to each tier. The core leg alone is judged by the 1, 5 and 20 ms bands.</source>
        <translation>每个层级各探测了五次。1、5、20 ms 的时延圈只用于评判核心段。</translation>
    </message>
    <message>
        <source>Energy of the answer</source>
        <translation>回答的能量</translation>
    </message>
    <message>
        <source>Per token</source>
        <translation>每 token</translation>
    </message>
    <message>
        <source>Last token after</source>
        <translation>末 token 用时</translation>
    </message>
    <message>
        <source>Round trip, %1</source>
        <translation>往返时延，%1</translation>
    </message>
</context>
<context>
    <name>widgets::CursorModel</name>
    <message>
        <source>Set the cursor</source>
        <translation>放置光标</translation>
    </message>
    <message>
        <source>Write the note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>Move the cursor</source>
        <translation>移动光标</translation>
    </message>
    <message>
        <source>Remove the cursor</source>
        <translation>移除光标</translation>
    </message>
    <message>
        <source>Remove all cursors</source>
        <translation>移除所有光标</translation>
    </message>
</context>
<context>
    <name>widgets::CursorTableModel</name>
    <message>
        <source>Of the sample taken there</source>
        <translation>该处采样的值</translation>
    </message>
    <message>
        <source>Since the cursor before</source>
        <translation>自前一个光标起</translation>
    </message>
    <message>
        <source>Cursor %1 at %2</source>
        <translation>光标 %1，位于 %2</translation>
    </message>
    <message>
        <source>Cursor %1</source>
        <translation>光标 %1</translation>
    </message>
    <message>
        <source>Cursor</source>
        <translation>光标</translation>
    </message>
    <message>
        <source>Radio</source>
        <translation>无线</translation>
    </message>
    <message>
        <source>Balance tok</source>
        <translation>余额 tok</translation>
    </message>
    <message>
        <source>Press F2 to write a note</source>
        <translation>按 F2 写备注</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>电流</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>功率</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>电压</translation>
    </message>
</context>
<context>
    <name>widgets::DamageBanner</name>
    <message>
        <source>Parts of this recording are damaged.</source>
        <translation>此录制有部分损坏。</translation>
    </message>
    <message>
        <source>This recording ends early: writing it failed.</source>
        <translation>此录制提前结束：写入失败。</translation>
    </message>
    <message>
        <source>This recording was cut off: it has no end.</source>
        <translation>此录制被中断：没有正常结尾。</translation>
    </message>
    <message>
        <source>What is shown is sound.</source>
        <translation>显示的内容完好。</translation>
    </message>
    <message>
        <source>No samples could be read from it. Look for a copy of the file.</source>
        <translation>无法从中读出样本。请查找该文件的副本。</translation>
    </message>
    <message>
        <source>At least %1 samples are lost.</source>
        <translation>至少丢失 %1 个样本。</translation>
    </message>
    <message>
        <source>“aiesim verify” lists every place.</source>
        <translation>“aiesim verify”会列出每一处。</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>widgets::EidCard</name>
    <message>
        <source>Card</source>
        <translation>卡</translation>
    </message>
    <message>
        <source>Free memory</source>
        <translation>剩余存储</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Copy the EID</source>
        <translation>复制 EID</translation>
    </message>
    <message>
        <source>The card was not read yet.</source>
        <translation>尚未读卡。</translation>
    </message>
    <message>
        <source>check digits right</source>
        <translation>校验位正确</translation>
    </message>
    <message>
        <source>check digits wrong</source>
        <translation>校验位错误</translation>
    </message>
    <message>
        <source>The whole number modulo 97 must be 1 (ISO/IEC 7064).</source>
        <translation>整个号码对 97 取模必须为 1（ISO/IEC 7064）。</translation>
    </message>
    <message>
        <source>firmware %1</source>
        <translation>固件 %1</translation>
    </message>
    <message>
        <source>The card does not tell.</source>
        <translation>卡未提供。</translation>
    </message>
    <message>
        <source>and %1 of RAM</source>
        <translation>另有 %1 内存</translation>
    </message>
    <message>
        <source>none waiting</source>
        <translation>无待发通知</translation>
    </message>
    <message>
        <source>1 waiting</source>
        <translation>1 条待发</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 条待发</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>安装</translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>the card keeps none</source>
        <translation>卡内没有通知</translation>
    </message>
    <message>
        <source>The card keeps them until an LPA has delivered them to their servers.</source>
        <translation>在 LPA 送达服务器之前，通知一直保存在卡内。</translation>
    </message>
</context>
<context>
    <name>widgets::ErrorBanner</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
</context>
<context>
    <name>widgets::EsimPanel</name>
    <message>
        <source>Profiles</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Give the selected profile a name of your own (F2). The card keeps it.</source>
        <translation>给所选配置起一个自己的名称（F2），保存在卡内。</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Profiles on the card</source>
        <translation>卡上的配置</translation>
    </message>
    <message>
        <source>The kit is not connected.</source>
        <translation>套件未连接。</translation>
    </message>
    <message>
        <source>%1 on the card</source>
        <translation>卡上 %1 个</translation>
    </message>
    <message>
        <source>The card is being read.</source>
        <translation>正在读卡。</translation>
    </message>
    <message>
        <source>Its profiles appear here as soon as it answers.</source>
        <translation>卡应答后，配置会显示在这里。</translation>
    </message>
    <message>
        <source>The profiles are not known.</source>
        <translation>配置未知。</translation>
    </message>
    <message>
        <source>The card could not be read; the reason is above.</source>
        <translation>无法读卡，原因见上方。</translation>
    </message>
    <message>
        <source>No profiles on this card.</source>
        <translation>这张卡上没有配置。</translation>
    </message>
    <message>
        <source>Load one with an LPA, then read the card again.</source>
        <translation>请用 LPA 下载一个配置，然后重新读卡。</translation>
    </message>
    <message>
        <source>Copy the ICCID</source>
        <translation>复制 ICCID</translation>
    </message>
    <message>
        <source>Copy the AID of its ISD-P</source>
        <translation>复制其 ISD-P 的 AID</translation>
    </message>
</context>
<context>
    <name>widgets::ExplainCard</name>
    <message>
        <source>Definitions %1</source>
        <translation>定义集 %1</translation>
    </message>
    <message>
        <source>First token, device</source>
        <translation>首 token，设备侧</translation>
    </message>
    <message>
        <source>First token, request</source>
        <translation>首 token，请求侧</translation>
    </message>
    <message>
        <source>Gap p50, p95</source>
        <translation>间隔 p50、p95</translation>
    </message>
    <message>
        <source>Longest gap</source>
        <translation>最长间隔</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Last token, device</source>
        <translation>末 token，设备侧</translation>
    </message>
    <message>
        <source>Tail share</source>
        <translation>尾态占比</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>已扣费</translation>
    </message>
    <message>
        <source>Explain #%1</source>
        <translation>解析 #%1</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解析</translation>
    </message>
    <message>
        <source>Ask something to see where its time and energy went.</source>
        <translation>提一个问题，看看时间和能量花在哪里。</translation>
    </message>
    <message>
        <source>The rail was not measured while this ran</source>
        <translation>运行期间没有测量供电轨</translation>
    </message>
    <message>
        <source>Nothing was measured: this prompt failed.</source>
        <translation>没有测量：此提示词失败。</translation>
    </message>
    <message>
        <source>Energy is counted when the answer has ended.</source>
        <translation>回答结束后计算能量。</translation>
    </message>
    <message>
        <source>Device rail only; marginal over %1 idle.</source>
        <translation>仅设备供电轨；已扣除空闲功率 %1。</translation>
    </message>
    <message>
        <source>Device rail only; idle power is not taken off, the radio was busy before.</source>
        <translation>仅设备供电轨；此前无线忙，未扣除空闲功率。</translation>
    </message>
    <message>
        <source>%1 samples are missing.</source>
        <translation>缺少 %1 个采样。</translation>
    </message>
    <message>
        <source>Part of it was not measured.</source>
        <translation>有一部分没有测量到。</translation>
    </message>
    <message>
        <source>The radio tail is still running.</source>
        <translation>无线尾态尚未结束。</translation>
    </message>
    <message>
        <source>Show on the time axis</source>
        <translation>在时间轴上显示</translation>
    </message>
    <message>
        <source>Move every graph to this prompt and make it the region that the power panel measures</source>
        <translation>将所有图移到此提示词，并把它设为功耗面板测量的区域</translation>
    </message>
    <message>
        <source>Energy is unknown: no samples of its time are in memory.</source>
        <translation>能量未知：内存中没有该时段的采样。</translation>
    </message>
    <message>
        <source>It was counted to the last token: the radio tail is not in it.</source>
        <translation>只计到最后一个 token：不含无线尾态。</translation>
    </message>
    <message>
        <source>Tokens in, out</source>
        <translation>输入、输出 token</translation>
    </message>
    <message>
        <source>The kit has restarted since this prompt: its time is not on the axis any more.</source>
        <translation>该提示词之后套件已重启：它的时间已不在时间轴上。</translation>
    </message>
    <message>
        <source>The end of this prompt is not known, so its energy is not counted.</source>
        <translation>该提示词的结束未知，因此不计算能量。</translation>
    </message>
    <message>
        <source>Wait ends with the first byte of the answer, first token with its first text: up to there the parts add up to the time of the first token. The stream goes on from it.</source>
        <translation>“等待”止于回答的首字节，“首 token”止于首段文字：到此各段之和即首 token 时间。之后为流式输出。</translation>
    </message>
    <message>
        <source>Per token, above idle</source>
        <translation>每 token（超出空闲）</translation>
    </message>
    <message>
        <source>The voltage is the one set on the meter, not measured.</source>
        <translation>电压为测量仪上的设定值，并非实测。</translation>
    </message>
    <message>
        <source>Nothing is measured now: energy is counted only while samples come.</source>
        <translation>现在没有测量：只有收到采样时才计算能量。</translation>
    </message>
    <message>
        <source>What is shown of the recording ends before this answer does, so its energy is not counted.</source>
        <translation>所显示的录制在此回答结束之前就结束了，因此不计算它的能量。</translation>
    </message>
    <message>
        <source>The radio tail is not measured any more.</source>
        <translation>无线尾态不再被测量。</translation>
    </message>
    <message>
        <source>Explain the answer before</source>
        <translation>解析上一条回答</translation>
    </message>
    <message>
        <source>Explain the answer after</source>
        <translation>解析下一条回答</translation>
    </message>
    <message>
        <source>The answer before (Alt+Up); a click in the transcript explains that one</source>
        <translation>上一条回答（Alt+Up）；点击对话中的任一条即解析该条</translation>
    </message>
    <message>
        <source>The answer after (Alt+Down)</source>
        <translation>下一条回答（Alt+Down）</translation>
    </message>
</context>
<context>
    <name>widgets::FigureTable</name>
    <message>
        <source>%1 (no room)</source>
        <translation>%1（放不下）</translation>
    </message>
</context>
<context>
    <name>widgets::FindButton</name>
    <message>
        <source>Find or run</source>
        <translation>查找或执行</translation>
    </message>
    <message>
        <source>Find or run anything (Ctrl+K)</source>
        <translation>查找或执行任何操作 (Ctrl+K)</translation>
    </message>
    <message>
        <source>Find or run anything</source>
        <translation>查找或执行任何操作</translation>
    </message>
</context>
<context>
    <name>widgets::FirmwarePanel</name>
    <message>
        <source>Open an image</source>
        <translation>打开镜像</translation>
    </message>
    <message>
        <source>MCUboot images (*.bin)</source>
        <translation>MCUboot 镜像 (*.bin)</translation>
    </message>
    <message>
        <source>Add a public key</source>
        <translation>添加公钥</translation>
    </message>
    <message>
        <source>Public keys (*.pem)</source>
        <translation>公钥 (*.pem)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>%1 holds no public key that can be used.</source>
        <translation>%1 中没有可用的公钥。</translation>
    </message>
    <message>
        <source>Export it from the signing key: imgtool getpub -e pem.</source>
        <translation>请从签名密钥导出：imgtool getpub -e pem。</translation>
    </message>
</context>
<context>
    <name>widgets::FirmwareStep</name>
    <message>
        <source>Send firmware and confirm it</source>
        <translation>发送固件并确认</translation>
    </message>
    <message>
        <source>An image goes into the free slot, and the kit reboots into it on trial. It stays up with it for a while, then the image is confirmed. Without that, the next reset would go back to the old one.</source>
        <translation>镜像写入空闲槽，套件重启并试运行它。稳定运行一段时间后，镜像被确认。若不确认，下次复位会退回旧镜像。</translation>
    </message>
    <message>
        <source>Reading the slots and the image.</source>
        <translation>正在读取各槽和镜像。</translation>
    </message>
    <message>
        <source>It is too late to stop: the image is marked. It goes on to its confirmation.</source>
        <translation>已来不及停止：镜像已被标记，将继续直到确认。</translation>
    </message>
    <message>
        <source>%1 runs for good. The next tour sends another image.</source>
        <translation>%1 已正式运行。下次导览会发送另一个镜像。</translation>
    </message>
    <message>
        <source>%1 runs for good.</source>
        <translation>%1 已正式运行。</translation>
    </message>
    <message>
        <source>This is a real kit: sending firmware reboots it, and the tour does not take the new image back.</source>
        <translation>这是真实套件：发送固件会使其重启，导览不会撤回新镜像。</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即发送</translation>
    </message>
    <message>
        <source>The tour has no image for a real kit. Give one when you start the workbench: aiesim-workbench --tour --firmware FILE</source>
        <translation>导览没有可用于真实套件的镜像。请在启动工作台时指定：aiesim-workbench --tour --firmware FILE</translation>
    </message>
    <message>
        <source>The kit runs firmware on trial. Confirm it, or reboot to go back, and try again.</source>
        <translation>套件正在试运行固件。请确认它，或重启以退回，然后重试。</translation>
    </message>
    <message>
        <source>The kit runs this image already: there is nothing to send.</source>
        <translation>套件已在运行此镜像：无需发送。</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1，用时 %2</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Reset until the kit answers</source>
        <translation>从复位到应答</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>widgets::FollowSwitch</name>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
</context>
<context>
    <name>widgets::FrameDetail</name>
    <message>
        <source>The bytes of this frame are no longer kept.</source>
        <translation>此帧的字节已不再保留。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the bytes and the fields</source>
        <translation>复制字节和字段</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Hide the frame (Escape)</source>
        <translation>隐藏此帧（Escape）</translation>
    </message>
    <message>
        <source>Bytes of the frame</source>
        <translation>帧的字节</translation>
    </message>
    <message>
        <source>Fields of the frame</source>
        <translation>帧的字段</translation>
    </message>
</context>
<context>
    <name>widgets::FrameFieldModel</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>widgets::GapGraph</name>
    <message>
        <source>Gap before each token</source>
        <translation>每个 token 之前的间隔</translation>
    </message>
    <message>
        <source>%1 gaps, the longest %2 before token %3; %4 of %5 or more</source>
        <translation>共 %1 个间隔，最长 %2，在第 %3 个 token 之前；其中 %4 个不短于 %5</translation>
    </message>
    <message>
        <source>Token %1, %2: %3 after the one before</source>
        <translation>第 %1 个 token，%2：比前一个晚 %3</translation>
    </message>
    <message>
        <source>%1 tok</source>
        <translation>%1 tok</translation>
    </message>
</context>
<context>
    <name>widgets::GapLegend</name>
    <message>
        <source>gap before a token</source>
        <translation>token 前的间隔</translation>
    </message>
</context>
<context>
    <name>widgets::HashLabel</name>
    <message>
        <source>Copy the whole hash</source>
        <translation>复制完整哈希</translation>
    </message>
</context>
<context>
    <name>widgets::HistoryCard</name>
    <message>
        <source>Pushes of this session</source>
        <translation>本次会话的推送</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the pushes as text</source>
        <translation>以文本复制推送记录</translation>
    </message>
    <message>
        <source>Nothing was pushed in this session.</source>
        <translation>本次会话尚未推送。</translation>
    </message>
    <message>
        <source>Each push is kept here with what became of it.</source>
        <translation>每次推送及其结果都记录在这里。</translation>
    </message>
</context>
<context>
    <name>widgets::IdentityCard</name>
    <message>
        <source>Card and board</source>
        <translation>卡与主板</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>固件</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>电池</translation>
    </message>
    <message>
        <source>The kit did not tell</source>
        <translation>套件未提供</translation>
    </message>
    <message>
        <source>No battery report yet</source>
        <translation>还没有电池数据</translation>
    </message>
    <message>
        <source>reading the card</source>
        <translation>正在读卡</translation>
    </message>
    <message>
        <source>card not read</source>
        <translation>读卡失败</translation>
    </message>
    <message>
        <source>profiles on the card, none enabled</source>
        <translation>个配置，均未启用</translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>none enabled</source>
        <translation>未启用</translation>
    </message>
    <message>
        <source>profiles on the card, one enabled</source>
        <translation>个配置，已启用一个</translation>
    </message>
    <message>
        <source>The recording does not tell</source>
        <translation>录制中没有记载</translation>
    </message>
    <message>
        <source>The recording holds no battery report</source>
        <translation>录制中没有电池报告</translation>
    </message>
</context>
<context>
    <name>widgets::ImageCard</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open an image file</source>
        <translation>打开镜像文件</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Check the signature with a public key (PEM)</source>
        <translation>用公钥（PEM）检查签名</translation>
    </message>
    <message>
        <source>Forget keys</source>
        <translation>移除密钥</translation>
    </message>
    <message>
        <source>No image is open.</source>
        <translation>尚未打开镜像。</translation>
    </message>
    <message>
        <source>Drop a signed image (.bin) here or open one, and see whether it is right for this board. Signed examples can be made with imgtool: imgtool sign.</source>
        <translation>将已签名的镜像（.bin）拖到这里或打开一个，即可知道它是否适合此主板。可用 imgtool 制作已签名的示例：imgtool sign。</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>The file is read and its hash computed.</source>
        <translation>正在读取文件并计算哈希。</translation>
    </message>
    <message>
        <source>Not an image</source>
        <translation>不是镜像</translation>
    </message>
    <message>
        <source>%1 pass</source>
        <translation>%1 项通过</translation>
    </message>
    <message>
        <source>%1 fail</source>
        <translation>%1 项未通过</translation>
    </message>
    <message>
        <source>%1 with a warning</source>
        <translation>%1 项有警告</translation>
    </message>
    <message>
        <source>%1 not checked</source>
        <translation>%1 项未检查</translation>
    </message>
    <message>
        <source>%1 checks: %2.</source>
        <translation>共 %1 项检查：%2。</translation>
    </message>
    <message>
        <source>Runs already</source>
        <translation>已在运行</translation>
    </message>
    <message>
        <source>Not for this board as it is</source>
        <translation>目前不适合此主板</translation>
    </message>
    <message>
        <source>Not compared yet</source>
        <translation>尚未比较</translation>
    </message>
    <message>
        <source>The slots of the board are not known yet.</source>
        <translation>主板的槽尚未知晓。</translation>
    </message>
    <message>
        <source>May be sent, as you accepted</source>
        <translation>可以发送（已由您接受）</translation>
    </message>
    <message>
        <source>May be sent, with care</source>
        <translation>可以发送，请留意</translation>
    </message>
    <message>
        <source>May be sent</source>
        <translation>可以发送</translation>
    </message>
    <message>
        <source>No key to check the signature with</source>
        <translation>没有用于检查签名的密钥</translation>
    </message>
    <message>
        <source>Checked with %1</source>
        <translation>已用 %1 检查</translation>
    </message>
    <message>
        <source>The kit runs this very image: there is nothing to send.</source>
        <translation>套件正在运行这个镜像：无需发送。</translation>
    </message>
    <message>
        <source>May be sent, signature not checked</source>
        <translation>可以发送，未检查签名</translation>
    </message>
    <message>
        <source>Checks of the file</source>
        <translation>文件检查项</translation>
    </message>
</context>
<context>
    <name>widgets::KitRail</name>
    <message>
        <source>Kits</source>
        <translation>套件</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language, appearance, layout (Ctrl+,)</source>
        <translation>语言、外观、布局 (Ctrl+,)</translation>
    </message>
    <message>
        <source>Connect a kit</source>
        <translation>连接套件</translation>
    </message>
    <message>
        <source>Connect a kit (Ctrl+N)</source>
        <translation>连接套件 (Ctrl+N)</translation>
    </message>
</context>
<context>
    <name>widgets::LanePlot</name>
    <message>
        <source>Current</source>
        <translation>电流</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>功率</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>电压</translation>
    </message>
    <message>
        <source>Radio</source>
        <translation>无线</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Measurements over time</source>
        <translation>随时间变化的测量值</translation>
    </message>
    <message>
        <source>This stream carries no voltage.</source>
        <translation>此数据流不含电压。</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Arrows pan, plus and minus zoom, Space follows or holds, F shows all, L turns axes logarithmic.</source>
        <translation>方向键平移，加减号缩放，空格键跟随或停住，F 显示全部，L 切换对数坐标轴。</translation>
    </message>
    <message>
        <source>R adds a region of the view, Shift with arrows moves its edge, E takes the other edge, K keeps it, Delete removes it, Ctrl+Z brings it back. Tab goes through regions and cursors.</source>
        <translation>R 把视图添加为区域，Shift 加方向键移动边缘，E 换另一边，K 保留，Delete 移除，Ctrl+Z 恢复。Tab 依次选择区域和光标。</translation>
    </message>
    <message>
        <source>C sets a cursor, Shift with arrows moves it.</source>
        <translation>C 放置光标，Shift 加方向键移动光标。</translation>
    </message>
    <message>
        <source>Last frame %1, %2 per second, %3 dropped</source>
        <translation>最近一帧 %1，每秒 %2 帧，丢弃 %3 帧</translation>
    </message>
    <message>
        <source>Set a cursor here</source>
        <translation>在此放置光标</translation>
    </message>
    <message>
        <source>Add a region of the view</source>
        <translation>把当前视图添加为区域</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Logarithmic axes</source>
        <translation>对数坐标轴</translation>
    </message>
    <message>
        <source>Range follows what is shown</source>
        <translation>量程随显示内容变化</translation>
    </message>
    <message>
        <source>The wheel scales this axis, a double click fixes it or lets it follow what is shown.</source>
        <translation>滚轮缩放此坐标轴，双击将其固定或恢复自动。</translation>
    </message>
    <message>
        <source>Values at or below 0 are drawn at its lower end.</source>
        <translation>小于等于 0 的值画在下端。</translation>
    </message>
    <message>
        <source>Logic</source>
        <translation>逻辑</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>电荷</translation>
    </message>
    <message>
        <source>Nothing was measured in this stretch. F shows all that was.</source>
        <translation>这一段没有测量。按 F 显示全部已测内容。</translation>
    </message>
</context>
<context>
    <name>widgets::LaneReadouts</name>
    <message>
        <source>No samples in view</source>
        <translation>视图内没有采样</translation>
    </message>
    <message>
        <source>No sample at the cursor</source>
        <translation>光标处没有采样</translation>
    </message>
    <message>
        <source>at the cursor</source>
        <translation>光标处</translation>
    </message>
    <message>
        <source>now, over 0.1 s</source>
        <translation>当前，0.1 s 平均</translation>
    </message>
    <message>
        <source>No answer ran at the cursor</source>
        <translation>光标处没有回答</translation>
    </message>
    <message>
        <source>No answer is in view</source>
        <translation>视图中没有回答</translation>
    </message>
    <message>
        <source>Of answer #%1</source>
        <translation>回答 #%1</translation>
    </message>
    <message>
        <source>The speed of answer #%1 is known when it has ended</source>
        <translation>回答 #%1 结束后才知道其速度</translation>
    </message>
    <message>
        <source>The account was not known yet</source>
        <translation>当时尚未得知账户</translation>
    </message>
    <message>
        <source>%1 reserved</source>
        <translation>预留 %1</translation>
    </message>
    <message>
        <source>at its end, over 0.1 s</source>
        <translation>结尾处，0.1 秒内</translation>
    </message>
    <message>
        <source>D7 … D0; grey: zoom in</source>
        <translation>D7 … D0；灰色处请放大</translation>
    </message>
    <message>
        <source>Where it is grey, an input may have changed: there are too many samples in view to look at each</source>
        <translation>灰色处输入可能有变化：视图内的采样太多，无法逐一查看</translation>
    </message>
    <message>
        <source>view mean</source>
        <translation>视图均值</translation>
    </message>
    <message>
        <source>view min</source>
        <translation>视图最小</translation>
    </message>
    <message>
        <source>view max</source>
        <translation>视图最大</translation>
    </message>
    <message>
        <source>cursor, over %1</source>
        <translation>光标处，%1 内</translation>
    </message>
    <message>
        <source>some samples missing</source>
        <translation>缺少部分样本</translation>
    </message>
    <message>
        <source>view up to cursor</source>
        <translation>视图起点到光标</translation>
    </message>
    <message>
        <source>in view</source>
        <translation>视图内</translation>
    </message>
    <message>
        <source>Charge of the samples that are there</source>
        <translation>现有样本的电荷</translation>
    </message>
    <message>
        <source>while measured</source>
        <translation>测量期间</translation>
    </message>
</context>
<context>
    <name>widgets::LastAnswerCard</name>
    <message>
        <source>Last answer</source>
        <translation>最近一次回答</translation>
    </message>
    <message>
        <source>Ask the kit something</source>
        <translation>向套件提问</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首 token</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>能量</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Type a prompt to see what one answer costs</source>
        <translation>输入一个提示词，看看一次回答的成本</translation>
    </message>
    <message>
        <source>%1 tier</source>
        <translation>%1算力</translation>
    </message>
    <message>
        <source>No answer in this session yet</source>
        <translation>本次会话还没有回答</translation>
    </message>
    <message>
        <source>%1 to the last</source>
        <translation>末 token %1</translation>
    </message>
    <message>
        <source>%1 per token</source>
        <translation>每 token %1</translation>
    </message>
    <message>
        <source>counting</source>
        <translation>计算中</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>入 %1，出 %2</translation>
    </message>
    <message>
        <source>committed, price %1</source>
        <translation>已结算，价目 %1</translation>
    </message>
    <message>
        <source>Energy is known when the radio is quiet again</source>
        <translation>无线恢复安静后才能得到能量</translation>
    </message>
    <message>
        <source>measured in part</source>
        <translation>仅测得一部分</translation>
    </message>
    <message>
        <source>%1 out so far</source>
        <translation>已输出 %1</translation>
    </message>
    <message>
        <source>Tokens charged</source>
        <translation>计费 token</translation>
    </message>
    <message>
        <source>No answer is in the recording</source>
        <translation>录制中没有回答</translation>
    </message>
    <message>
        <source>The recording does not hold all of its energy</source>
        <translation>录制中没有它的全部能量</translation>
    </message>
    <message>
        <source>Energy, voltage set</source>
        <translation>能量（设定电压）</translation>
    </message>
    <message>
        <source>The voltage is the one set on the meter, not measured; so is what follows from it</source>
        <translation>电压为测量仪上的设定值，并非实测；由此得出的数值亦然</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>No samples of its time: the stream in Power was stopped, or the kit is away</source>
        <translation>没有这段时间的采样：功耗面板的采样流已停止，或套件不在</translation>
    </message>
</context>
<context>
    <name>widgets::LatencyFeed</name>
    <message>
        <source>Tier</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>p50, ms</source>
        <translation>p50，ms</translation>
    </message>
    <message>
        <source>p95, ms</source>
        <translation>p95，ms</translation>
    </message>
    <message>
        <source>p99, ms</source>
        <translation>p99，ms</translation>
    </message>
    <message>
        <source>Jitter, ms</source>
        <translation>抖动，ms</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Core leg p50, ms</source>
        <translation>核心段 p50，ms</translation>
    </message>
    <message>
        <source>Core leg in band, %</source>
        <translation>核心段达标，%</translation>
    </message>
    <message>
        <source>Last reply</source>
        <translation>最近应答</translation>
    </message>
</context>
<context>
    <name>widgets::LatencyLegend</name>
    <message>
        <source>one probe</source>
        <translation>一次探测</translation>
    </message>
    <message>
        <source>median of 2 s</source>
        <translation>2 s 中位数</translation>
    </message>
    <message>
        <source>core leg</source>
        <translation>核心段</translation>
    </message>
    <message>
        <source>promised for the core leg alone</source>
        <translation>仅对核心段的承诺</translation>
    </message>
</context>
<context>
    <name>widgets::LatencyPanel</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Probe without a pause</source>
        <translation>连续探测</translation>
    </message>
    <message>
        <source>Probe every %1</source>
        <translation>每 %1 探测一次</translation>
    </message>
    <message>
        <source>Time between two probes of a tier</source>
        <translation>同一层级两次探测的间隔</translation>
    </message>
    <message>
        <source>The kit runs one probe at a time, so the tiers take turns; a lost probe is waited for, 3 s.</source>
        <translation>套件一次只进行一个探测，各层级轮流进行；丢失的探测要等待 3 s。</translation>
    </message>
    <message>
        <source>Each probe wakes the radio and costs energy.</source>
        <translation>每次探测都会唤醒无线并消耗能量。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the figures of all tiers as text</source>
        <translation>将全部层级的数据复制为文本</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>导出 CSV</translation>
    </message>
    <message>
        <source>Round trips</source>
        <translation>往返时延</translation>
    </message>
    <message>
        <source>Figures over</source>
        <translation>统计范围</translation>
    </message>
    <message>
        <source>Last 100</source>
        <translation>最近 100 次</translation>
    </message>
    <message>
        <source>Last 5 min</source>
        <translation>最近 5 min</translation>
    </message>
    <message>
        <source>Which probes the percentiles, jitter and losses are of</source>
        <translation>分位数、抖动和丢失所统计的探测</translation>
    </message>
    <message>
        <source>up to %1 probes a tier</source>
        <translation>每层级最多 %1 次探测</translation>
    </message>
    <message>
        <source>Save every probe as CSV</source>
        <translation>将每次探测保存为 CSV</translation>
    </message>
    <message>
        <source>No probes yet</source>
        <translation>尚无探测</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start all</source>
        <translation>全部开始</translation>
    </message>
    <message>
        <source>Stop probing</source>
        <translation>停止探测</translation>
    </message>
    <message>
        <source>Start probing all tiers</source>
        <translation>开始探测全部层级</translation>
    </message>
    <message>
        <source>The kit is not connected</source>
        <translation>套件未连接</translation>
    </message>
    <message>
        <source>The probes could not be saved.</source>
        <translation>探测结果未能保存。</translation>
    </message>
    <message>
        <source>Save elsewhere</source>
        <translation>保存到别处</translation>
    </message>
    <message>
        <source>Probing goes on by itself as soon as it can; the figures so far are kept.</source>
        <translation>条件允许后探测会自动继续；已有数据保留。</translation>
    </message>
    <message>
        <source>Probing ended: the kit was unplugged.</source>
        <translation>探测已结束：套件已拔出。</translation>
    </message>
    <message>
        <source>The figures so far are kept. Plug it in again, then start again.</source>
        <translation>已有数据保留。请重新插入，然后再次开始。</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>再次开始</translation>
    </message>
    <message>
        <source>Export probes</source>
        <translation>导出探测结果</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Paused while a prompt runs: its energy stays its own.</source>
        <translation>提示词运行时暂停探测：能量只计入该提示词。</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>This recording holds no probes</source>
        <translation>此录制中没有探测</translation>
    </message>
    <message>
        <source>From a recording: nothing is probed now.</source>
        <translation>来自录制：现在不进行探测。</translation>
    </message>
    <message>
        <source>The first probes of each tier are shown; %1 are left out.</source>
        <translation>每层级只显示最前面的探测；有 %1 次未显示。</translation>
    </message>
    <message>
        <source>This is a recording: nothing can be probed. Choose a kit to probe.</source>
        <translation>这是录制，无法探测。要探测请选择套件。</translation>
    </message>
    <message>
        <source>This is a recording: nothing can be probed</source>
        <translation>这是录制，无法探测</translation>
    </message>
    <message>
        <source>Recorded round trips</source>
        <translation>录制的往返时延</translation>
    </message>
</context>
<context>
    <name>widgets::LedgerCard</name>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Kind of entry</source>
        <translation>条目类型</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search in the ledger</source>
        <translation>在账本中搜索</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Stay at the newest entry</source>
        <translation>停留在最新条目</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rows, or all that are shown</source>
        <translation>复制选中的行，或所有显示的行</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Ledger entries</source>
        <translation>账本条目</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>所有类型</translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation>%1 条</translation>
    </message>
    <message>
        <source>%1 of %2 entries</source>
        <translation>%1 / %2 条</translation>
    </message>
    <message>
        <source>No entry matches.</source>
        <translation>没有匹配的条目。</translation>
    </message>
    <message>
        <source>Clear the search, or choose all kinds.</source>
        <translation>请清除搜索，或选择所有类型。</translation>
    </message>
    <message>
        <source>No entries yet.</source>
        <translation>还没有条目。</translation>
    </message>
    <message>
        <source>A grant by the operator or the first prompt makes one.</source>
        <translation>运营商拨入或第一个提示词会产生条目。</translation>
    </message>
    <message>
        <source>The ledger has not been read yet.</source>
        <translation>尚未读取账本。</translation>
    </message>
    <message>
        <source>It is read when the kit is connected.</source>
        <translation>套件连接后会读取。</translation>
    </message>
    <message>
        <source>reading, %1 entries</source>
        <translation>正在读取，%1 条</translation>
    </message>
    <message>
        <source>Checked: numbers without a gap, and every balance and reservation follows from the entry before. Kit protocol v1 states no hashes.</source>
        <translation>已检查：序号连续，每条余额和预留都由上一条得出。套件协议 v1 不提供哈希。</translation>
    </message>
    <message>
        <source>chain broken at entry %1</source>
        <translation>链在第 %1 条断开</translation>
    </message>
    <message>
        <source>charged more than reserved at entry %1</source>
        <translation>第 %1 条扣费超过预留</translation>
    </message>
    <message>
        <source>chain of sums intact</source>
        <translation>账链完整</translation>
    </message>
    <message>
        <source>newest part, sums intact</source>
        <translation>最新部分，账链完整</translation>
    </message>
    <message>
        <source>Export the ledger</source>
        <translation>导出账本</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 条</translation>
    </message>
    <message>
        <source>%1 copied</source>
        <translation>已复制 %1</translation>
    </message>
    <message>
        <source>%1 saved to %2</source>
        <translation>已将 %1 保存到 %2</translation>
    </message>
</context>
<context>
    <name>widgets::LedgerModel</name>
    <message>
        <source>boot %1, %2</source>
        <translation>启动 %1，%2</translation>
    </message>
    <message>
        <source>Kit time since the start of boot %1. The kit does not tell its time of day.</source>
        <translation>自第 %1 次启动起的套件时间；套件未告知当时的时刻。</translation>
    </message>
    <message>
        <source>Not made for a prompt</source>
        <translation>与提示词无关</translation>
    </message>
    <message>
        <source>%1 micro-tokens, as the kit states it</source>
        <translation>%1 微 token（套件所记）</translation>
    </message>
    <message>
        <source>%1 micro-tokens</source>
        <translation>%1 微 token</translation>
    </message>
    <message>
        <source>Balance less %1 reserved</source>
        <translation>余额减去预留 %1</translation>
    </message>
    <message>
        <source>Reserved tokens cost nothing until they are spent</source>
        <translation>预留的 token 在使用之前不计费</translation>
    </message>
    <message>
        <source>At the price of now, %1; the kit does not tell the price of each entry</source>
        <translation>按当前价格 %1；套件未告知每条的价格</translation>
    </message>
    <message>
        <source>The kit did not tell a price</source>
        <translation>套件未告知价格</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>From, to</source>
        <translation>去向</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用</translation>
    </message>
</context>
<context>
    <name>widgets::LinkBanner</name>
    <message>
        <source>%1 is unplugged.</source>
        <translation>%1 已拔出。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The link joins up by itself when the kit is back. What is on screen stays, until a restart of the kit begins the graphs anew.</source>
        <translation>套件返回后会自动重新连接。屏幕上的内容会保留，直到套件重启使图表重新开始。</translation>
    </message>
    <message>
        <source>%1 is restarting.</source>
        <translation>%1 正在重启。</translation>
    </message>
    <message>
        <source>The link joins up by itself; its clock and the graphs begin anew.</source>
        <translation>会自动重新连接；其时钟和图表将重新开始。</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 没有应答。</translation>
    </message>
    <message>
        <source>The port is there. Reset the kit if it stays silent.</source>
        <translation>端口仍在。若一直无应答，请复位套件。</translation>
    </message>
    <message>
        <source>Another kit is where %1 was.</source>
        <translation>%1 的端口上是另一套件。</translation>
    </message>
    <message>
        <source>Plug %1 in there again; the link joins up by itself.</source>
        <translation>请把 %1 重新插回；会自动重新连接。</translation>
    </message>
    <message>
        <source>Another program has the port of %1 open.</source>
        <translation>其他程序占用了 %1 的端口。</translation>
    </message>
    <message>
        <source>%1. Close that program; the link joins up by itself.</source>
        <translation>%1。请关闭该程序；会自动重新连接。</translation>
    </message>
    <message>
        <source>%1 is plugged in and not connected.</source>
        <translation>%1 已插入，尚未连接。</translation>
    </message>
    <message>
        <source>Nothing was sent to it yet.</source>
        <translation>还没有向它发送任何数据。</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>%1 is not connected.</source>
        <translation>%1 未连接。</translation>
    </message>
    <message>
        <source>%1 is disconnected.</source>
        <translation>%1 已断开。</translation>
    </message>
    <message>
        <source>Asking ModemManager for it. The system may want a password.</source>
        <translation>正在向 ModemManager 借用该端口。系统可能会要求输入密码。</translation>
    </message>
    <message>
        <source>ModemManager, which drives the modems of this computer, can lend it for as long as %1 is connected. Or stop ModemManager with the command.</source>
        <translation>ModemManager 管理本机的调制解调器，可以在 %1 连接期间借出该端口。也可以用下面的命令停止 ModemManager。</translation>
    </message>
    <message>
        <source>ModemManager lends it only to root here. Start the command in a terminal, which borrows it as root, and leave it running: %1 then connects by itself.</source>
        <translation>此系统上 ModemManager 只把端口借给 root。请在终端运行下面的命令，以 root 身份借用，并让它一直运行：%1 随后会自动连接。</translation>
    </message>
    <message>
        <source>Another program has borrowed it from ModemManager. Close that program, then borrow it again.</source>
        <translation>另一个程序已向 ModemManager 借用该端口。请关闭该程序，然后再次借用。</translation>
    </message>
    <message>
        <source>ModemManager did not answer in time. Borrow again, or stop ModemManager with the command.</source>
        <translation>ModemManager 没有及时应答。请再次借用，或用下面的命令停止 ModemManager。</translation>
    </message>
    <message>
        <source>ModemManager refused; its reason is in the details. Stop it with the command: %1 then connects by itself.</source>
        <translation>ModemManager 拒绝借出，原因见详情。请用下面的命令停止它：%1 随后会自动连接。</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Stop asking</source>
        <translation>停止请求</translation>
    </message>
    <message>
        <source>Borrow from ModemManager</source>
        <translation>向 ModemManager 借用</translation>
    </message>
    <message>
        <source>Another program has a port of %1 open.</source>
        <translation>其他程序占用了 %1 的一个端口。</translation>
    </message>
    <message>
        <source>The file %1 did not open. %2</source>
        <translation>文件 %1 无法打开。%2</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take it off the list; the file stays where it is</source>
        <translation>从列表中移除；文件保留在原处</translation>
    </message>
    <message>
        <source>It has no samples of a stream %1.</source>
        <translation>其中没有流 %1 的样本。</translation>
    </message>
    <message>
        <source>Open it without a number: what other parts it has is offered over the panels.</source>
        <translation>不带编号打开它：面板上方会列出它的其他段。</translation>
    </message>
</context>
<context>
    <name>widgets::LogModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>widgets::LogPanel</name>
    <message>
        <source>%1 lines copied</source>
        <translation>已复制 %1 行</translation>
    </message>
    <message>
        <source>Save log</source>
        <translation>保存日志</translation>
    </message>
    <message>
        <source>Text (*.log *.txt)</source>
        <translation>文本 (*.log *.txt)</translation>
    </message>
    <message>
        <source>saved to %1</source>
        <translation>已保存到 %1</translation>
    </message>
    <message>
        <source>The log was not saved.</source>
        <translation>日志未能保存。</translation>
    </message>
    <message>
        <source>Nothing was changed in the folder. Choose another one or make room.</source>
        <translation>文件夹未被改动。请另选文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>保存到其他位置…</translation>
    </message>
    <message>
        <source>%1 and above</source>
        <translation>%1及以上</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search in the log</source>
        <translation>在日志中搜索</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Copy the selected lines, or all that are shown</source>
        <translation>复制选中的行，或所有显示的行</translation>
    </message>
    <message>
        <source>Stay at the newest line</source>
        <translation>停留在最新一行</translation>
    </message>
    <message>
        <source>Nothing logged at this level.</source>
        <translation>此级别没有日志。</translation>
    </message>
    <message>
        <source>Log lines</source>
        <translation>日志行</translation>
    </message>
    <message>
        <source>All areas</source>
        <translation>所有区域</translation>
    </message>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%1 / %2 行</translation>
    </message>
    <message>
        <source>Raw frames</source>
        <translation>原始帧</translation>
    </message>
    <message>
        <source>Show what goes over the ports from now on. Frames hold the texts of prompts and answers.</source>
        <translation>从现在起显示端口上的收发内容。帧中含有提示词和回答的文本。</translation>
    </message>
    <message>
        <source>Choose a lower level or another area.</source>
        <translation>请选择更低的级别或其他区域。</translation>
    </message>
    <message>
        <source>No line matches.</source>
        <translation>没有匹配的行。</translation>
    </message>
    <message>
        <source>Clear the search, choose a lower level or another area.</source>
        <translation>请清除搜索，或选择更低的级别、其他区域。</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Workbench</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>Show the lines that are in the recording, or what the workbench itself says</source>
        <translation>显示录制中的行，或工作台自身的日志</translation>
    </message>
    <message>
        <source>Recorded lines of ports have no level: all of them are shown</source>
        <translation>录制的端口行没有级别：全部显示</translation>
    </message>
    <message>
        <source>This is a recording: nothing goes over a port now. What was recorded is shown.</source>
        <translation>这是录制：现在端口上没有收发。显示的是已录制的内容。</translation>
    </message>
    <message>
        <source>This is a recording: no new lines come</source>
        <translation>这是录制：不会有新的行</translation>
    </message>
    <message>
        <source>What went over the ports of the kit, recorded on %1.</source>
        <translation>套件端口上的收发内容，录制于 %1。</translation>
    </message>
    <message>
        <source>Its lines are being read.</source>
        <translation>正在读取各行。</translation>
    </message>
    <message>
        <source>Only the first %1 of %2 lines are shown here; &quot;aiesim export&quot; writes all of them.</source>
        <translation>此处只显示 %2 行中的前 %1 行；“aiesim export”可写出全部。</translation>
    </message>
    <message>
        <source>This recording holds no lines of ports.</source>
        <translation>此录制中没有端口行。</translation>
    </message>
    <message>
        <source>They are recorded from ports that speak SMP or AT. &quot;Workbench&quot; shows what the workbench itself says.</source>
        <translation>端口行录自使用 SMP 或 AT 的端口。“工作台”显示工作台自身的日志。</translation>
    </message>
    <message>
        <source>Clear the search or choose another area.</source>
        <translation>请清除搜索，或选择其他区域。</translation>
    </message>
</context>
<context>
    <name>widgets::MarkTables</name>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>Regions and view</source>
        <translation>区域和视图</translation>
    </message>
    <message>
        <source>F2 writes a note, Return shows the region, Delete removes it.</source>
        <translation>F2 写备注，回车显示区域，Delete 移除。</translation>
    </message>
    <message>
        <source>Cursors</source>
        <translation>光标</translation>
    </message>
    <message>
        <source>F2 writes a note, Return shows the cursor, Delete removes it.</source>
        <translation>F2 写备注，回车显示光标，Delete 将其移除。</translation>
    </message>
</context>
<context>
    <name>widgets::MeterBar</name>
    <message>
        <source>The meter has cut the board off its own supply.</source>
        <translation>测量仪已切断电路板自身的电源。</translation>
    </message>
    <message>
        <source>The meter is set to feed the board with %1. Whether it does it does not tell.</source>
        <translation>测量仪设定为以 %1 给电路板供电，但它不报告是否正在供电。</translation>
    </message>
    <message>
        <source>The meter feeds the board with %1, also when the workbench is closed.</source>
        <translation>测量仪正以 %1 给电路板供电，关闭工作台后仍会继续。</translation>
    </message>
    <message>
        <source>The meter is set to feed the board with %1, and is switched off.</source>
        <translation>测量仪设定为以 %1 给电路板供电，当前已关闭。</translation>
    </message>
    <message>
        <source>Cut the board off</source>
        <translation>切断电路板供电</translation>
    </message>
    <message>
        <source>Feed the board</source>
        <translation>给电路板供电</translation>
    </message>
    <message>
        <source>Connect the board</source>
        <translation>接通电路板</translation>
    </message>
    <message>
        <source>The meter is not connected. Plug it in again: it comes back by itself.</source>
        <translation>测量仪未连接。请重新插上，它会自动恢复。</translation>
    </message>
    <message>
        <source>The meter is not connected.</source>
        <translation>测量仪未连接。</translation>
    </message>
    <message>
        <source>The meter does not take what it is told.</source>
        <translation>测量仪不接受所发的设定。</translation>
    </message>
    <message>
        <source>Nothing was changed. Unplug the meter and plug it in again: it comes back by itself.</source>
        <translation>未作任何更改。请拔下测量仪再重新插上，它会自动恢复。</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>设为 %1</translation>
    </message>
    <message>
        <source>Feed it with %1</source>
        <translation>以 %1 供电</translation>
    </message>
    <message>
        <source>Meter mode</source>
        <translation>测量仪模式</translation>
    </message>
    <message>
        <source>Ampere meter</source>
        <translation>电流表</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>电源</translation>
    </message>
    <message>
        <source>Ampere meter: the board has a supply of its own. Source: the meter feeds it</source>
        <translation>电流表：电路板自带电源。电源：由测量仪供电</translation>
    </message>
    <message>
        <source>Voltage in mV</source>
        <translation>电压（mV）</translation>
    </message>
    <message>
        <source>As source what the board gets; as ampere meter what its supply gives, for power and energy: the meter does not measure it</source>
        <translation>作电源时为供给电路板的电压；作电流表时为其电源电压，用于计算功率和能量：测量仪并不测量电压</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>Set the voltage</source>
        <translation>设定电压</translation>
    </message>
    <message>
        <source>Spike filter</source>
        <translation>尖峰滤波</translation>
    </message>
    <message>
        <source>Removes the spikes that a change of the meter&apos;s range makes</source>
        <translation>去除测量仪换档产生的尖峰</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>%1 mV cannot be set: a meter gives %2 to %3 mV.</source>
        <translation>无法设置 %1 mV：测量仪的输出范围为 %2 至 %3 mV。</translation>
    </message>
    <message>
        <source>The board&apos;s own supply goes through the meter, which does not know its voltage: power and energy are reckoned with %1. Set what the supply gives.</source>
        <translation>电路板的自有电源经过测量仪，测量仪不知道其电压：功率和能量按 %1 计算。请设为电源的实际电压。</translation>
    </message>
    <message>
        <source>Source voltage</source>
        <translation>源电压</translation>
    </message>
    <message>
        <source>Assumed supply</source>
        <translation>假定电源电压</translation>
    </message>
    <message>
        <source>The board loses its power at once, in the middle of the recording.</source>
        <translation>电路板会立即断电，而录制正在进行。</translation>
    </message>
    <message>
        <source>The board loses its power at once, and what it has not stored.</source>
        <translation>电路板会立即断电，未保存的内容会丢失。</translation>
    </message>
    <message>
        <source>The meter cuts the board off its own supply, in the middle of the recording.</source>
        <translation>测量仪会切断电路板的自有电源，而录制正在进行。</translation>
    </message>
    <message>
        <source>The meter measures otherwise from here on, in the middle of the recording.</source>
        <translation>测量仪从此改变测量方式，而录制正在进行。</translation>
    </message>
    <message>
        <source>Change the mode</source>
        <translation>切换模式</translation>
    </message>
    <message>
        <source>Cut it off</source>
        <translation>断电</translation>
    </message>
    <message>
        <source>About the meter</source>
        <translation>关于测量仪</translation>
    </message>
    <message>
        <source>What the meter says of itself, and how lost samples are looked for</source>
        <translation>测量仪的自述，以及如何查找丢失的采样</translation>
    </message>
    <message>
        <source>The meter cuts the board off its own supply at once.</source>
        <translation>测量仪会立即切断开发板自身的供电。</translation>
    </message>
    <message>
        <source>The board gets %1 instead of %2 at once. A voltage above its limit destroys it.</source>
        <translation>电路板将立即获得 %1，而不是 %2。电压超过其极限会损坏电路板。</translation>
    </message>
    <message>
        <source>The meter will feed the board with %1. A voltage above its limit destroys it; so does a second supply.</source>
        <translation>测量仪将以 %1 为电路板供电。电压超过其极限会损坏电路板；同时接入另一电源也会。</translation>
    </message>
</context>
<context>
    <name>widgets::MeterFacts</name>
    <message>
        <source>the voltage is as set, not measured</source>
        <translation>电压为设定值，并非实测</translation>
    </message>
    <message>
        <source>hardware %1</source>
        <translation>硬件 %1</translation>
    </message>
    <message>
        <source>it states no serial number</source>
        <translation>未报告序列号</translation>
    </message>
    <message>
        <source>serial number %1</source>
        <translation>序列号 %1</translation>
    </message>
    <message>
        <source>it states that it is calibrated</source>
        <translation>自述已校准</translation>
    </message>
    <message>
        <source>it states that it is not calibrated; the factors that it has are used</source>
        <translation>自述未校准；使用其自带的系数</translation>
    </message>
    <message>
        <source>No sample lost of %1</source>
        <translation>%1 个采样无丢失</translation>
    </message>
    <message>
        <source>%1 samples lost, %2 received</source>
        <translation>丢失 %1 个采样，已收到 %2 个</translation>
    </message>
    <message>
        <source>losses are looked for while it measures</source>
        <translation>测量时才检查丢失</translation>
    </message>
    <message>
        <source>losses are looked for by its counter; the check against this computer&apos;s clock is not ready</source>
        <translation>按其计数器检查丢失；与本机时钟的比对尚未就绪</translation>
    </message>
    <message>
        <source>checked by its counter and by the clock: the meter&apos;s is fast by %1</source>
        <translation>已按计数器和时钟检查：测量仪时钟快 %1</translation>
    </message>
    <message>
        <source>checked by its counter and by the clock: the meter&apos;s is slow by %1</source>
        <translation>已按计数器和时钟检查：测量仪时钟慢 %1</translation>
    </message>
</context>
<context>
    <name>widgets::OfferedStack</name>
    <message>
        <source>Connecting to the kit.</source>
        <translation>正在连接套件。</translation>
    </message>
    <message>
        <source>Its figures appear here as soon as it answers.</source>
        <translation>套件应答后，数据会显示在这里。</translation>
    </message>
    <message>
        <source>No kit is connected.</source>
        <translation>没有连接套件。</translation>
    </message>
    <message>
        <source>Plug it in, or start the workbench with --device.</source>
        <translation>请插上套件，或用 --device 启动工作台。</translation>
    </message>
    <message>
        <source>This is a recording, and nothing of this panel is in it.</source>
        <translation>这是一个录制文件，其中没有此面板的内容。</translation>
    </message>
    <message>
        <source>This recording did not open.</source>
        <translation>此录制无法打开。</translation>
    </message>
    <message>
        <source>The reason is told above. Open another one, or remove this one from the list.</source>
        <translation>原因见上方。请打开其他录制，或将此录制从列表中移除。</translation>
    </message>
    <message>
        <source>Power, Latency, Tokens, Prompts and Log show what a recording can hold. For the rest choose a kit.</source>
        <translation>录制所能包含的内容在功耗、时延、Token 账户、提示词和日志中显示。其余请选择一个套件。</translation>
    </message>
</context>
<context>
    <name>widgets::PartsBar</name>
    <message>
        <source>%1 samples damaged</source>
        <translation>%1 个样本已损坏</translation>
    </message>
    <message>
        <source>Part %1 of %2</source>
        <translation>第 %1 段，共 %2 段</translation>
    </message>
    <message>
        <source>A part ends where the kit restarted or its rate changed.</source>
        <translation>套件重启或采样率改变时，一段结束。</translation>
    </message>
    <message>
        <source>Other parts</source>
        <translation>其他段</translation>
    </message>
    <message>
        <source>Show another part of this recording</source>
        <translation>显示此录制的另一段</translation>
    </message>
    <message>
        <source>Part %1: %2</source>
        <translation>第 %1 段：%2</translation>
    </message>
    <message>
        <source>%1 at %2, stream %3</source>
        <translation>%1，%2，流 %3</translation>
    </message>
</context>
<context>
    <name>widgets::PhaseTable</name>
    <message>
        <source>Turn</source>
        <translation>本轮</translation>
    </message>
</context>
<context>
    <name>widgets::PlotCard</name>
    <message>
        <source>No samples yet.</source>
        <translation>还没有采样。</translation>
    </message>
    <message>
        <source>The last %1</source>
        <translation>最近 %1</translation>
    </message>
    <message>
        <source>%1, held</source>
        <translation>%1，已保持</translation>
    </message>
    <message>
        <source>The last %1 of the recording</source>
        <translation>录制的最后 %1</translation>
    </message>
    <message>
        <source>%1 of the recording</source>
        <translation>录制中的 %1</translation>
    </message>
</context>
<context>
    <name>widgets::PlotLegend</name>
    <message>
        <source>current</source>
        <translation>电流</translation>
    </message>
    <message>
        <source>radio</source>
        <translation>无线</translation>
    </message>
    <message>
        <source>token</source>
        <translation>token</translation>
    </message>
    <message>
        <source>gap over %1</source>
        <translation>间隔 &gt; %1</translation>
    </message>
</context>
<context>
    <name>widgets::PowerPanel</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Power over time</source>
        <translation>功耗随时间变化</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>asked %1, granted %2: %3</source>
        <translation>请求 %1，实际 %2：%3</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>No samples yet. Start the stream to see them.</source>
        <translation>还没有采样。开始数据流后即可看到。</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>%1 samples lost</source>
        <translation>丢失 %1 个采样</translation>
    </message>
    <message>
        <source>The samples were not saved.</source>
        <translation>采样未保存。</translation>
    </message>
    <message>
        <source>No file was left behind. Choose another folder or make room.</source>
        <translation>没有留下文件。请选择其他文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>保存到其他位置…</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>%1, set voltage</source>
        <translation>%1，设定电压</translation>
    </message>
    <message>
        <source>The voltage is the one set on the meter, not measured; so is what follows from it</source>
        <translation>电压为测量仪的设定值，并非实测；由它得出的数值也是如此</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>Statistics of the view and of the regions</source>
        <translation>视图和各区域的统计</translation>
    </message>
    <message>
        <source>Logarithmic axes (L in the graph)</source>
        <translation>对数坐标轴（图中按 L）</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>Copy the cursors</source>
        <translation>复制光标</translation>
    </message>
    <message>
        <source>Remove all regions</source>
        <translation>移除全部区域</translation>
    </message>
    <message>
        <source>Remove all cursors</source>
        <translation>移除全部光标</translation>
    </message>
    <message>
        <source>Armed, %1×</source>
        <translation>待触发，%1 次</translation>
    </message>
    <message>
        <source>Armed</source>
        <translation>待触发</translation>
    </message>
    <message>
        <source>Wait for a current or an event and keep it as a region. Now: %1</source>
        <translation>等待某个电流或事件，并将其保留为区域。当前：%1</translation>
    </message>
    <message>
        <source>Add a region of what is shown (R). A drag over the graph measures; with Shift it adds one more</source>
        <translation>把显示内容添加为区域（R）。在图上拖动即测量；按住 Shift 则再加一个</translation>
    </message>
    <message>
        <source>Cursor</source>
        <translation>光标</translation>
    </message>
    <message>
        <source>Set a cursor in the middle; C in the graph sets one at the mouse</source>
        <translation>在中间放置光标；在图中按 C 放在鼠标处</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Battery life</source>
        <translation>电池续航</translation>
    </message>
    <message>
        <source>Compare regions</source>
        <translation>对比区域</translation>
    </message>
    <message>
        <source>Power meter</source>
        <translation>功率测量仪</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>轨道</translation>
    </message>
    <message>
        <source>Lanes, logarithmic axes, columns of the table, battery life, compare, copy, remove all</source>
        <translation>轨道、对数坐标轴、表格列、电池续航、对比、复制、全部移除</translation>
    </message>
    <message>
        <source>One lane stays</source>
        <translation>至少保留一条轨道</translation>
    </message>
    <message>
        <source>waits for the kit</source>
        <translation>等待套件</translation>
    </message>
    <message>
        <source>Undo: %1 (Ctrl+Z)</source>
        <translation>撤销：%1 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo: %1 (Ctrl+Shift+Z)</source>
        <translation>重做：%1 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>重做 (Ctrl+Shift+Z)</translation>
    </message>
</context>
<context>
    <name>widgets::ProbeHistogram</name>
    <message>
        <source>Distribution of %1: p50 %2, p95 %3, p99 %4</source>
        <translation>%1 的分布：p50 %2，p95 %3，p99 %4</translation>
    </message>
</context>
<context>
    <name>widgets::ProbeLanes</name>
    <message>
        <source>%1 lost</source>
        <translation>丢失 %1</translation>
    </message>
    <message>
        <source>This kit does not tell the core leg apart.</source>
        <translation>此套件不区分核心段。</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>radio %1, core %2</source>
        <translation>无线 %1，核心 %2</translation>
    </message>
</context>
<context>
    <name>widgets::ProfileDelegate</name>
    <message>
        <source>Name of the profile</source>
        <translation>配置名称</translation>
    </message>
</context>
<context>
    <name>widgets::ProfileRows</name>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 个</translation>
    </message>
</context>
<context>
    <name>widgets::ProfileStep</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Enable another profile</source>
        <translation>启用另一个配置</translation>
    </message>
    <message>
        <source>Reading the card.</source>
        <translation>正在读取卡。</translation>
    </message>
    <message>
        <source>%1 is enabled, and the kit is in its network with it.</source>
        <translation>已启用 %1，套件已用它注册到网络。</translation>
    </message>
    <message>
        <source>This is a real kit: a change of profile takes it off its network for some seconds, twice.</source>
        <translation>这是真实套件：切换配置会使其两次离网，每次数秒。</translation>
    </message>
    <message>
        <source>Enable now</source>
        <translation>立即启用</translation>
    </message>
    <message>
        <source>The profile that is on may not be disabled: its policy rules forbid it.</source>
        <translation>当前启用的配置不可停用：其策略规则禁止。</translation>
    </message>
    <message>
        <source>The card holds no other operational profile that could be enabled.</source>
        <translation>卡上没有其他可启用的运营配置。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Card away</source>
        <translation>卡离线</translation>
    </message>
    <message>
        <source>In the network again after</source>
        <translation>重新入网用时</translation>
    </message>
    <message>
        <source>The card changes from one operator profile to another, and the kit is offline meanwhile: how long is measured. At its end the tour enables the profile from before again.</source>
        <translation>卡从一个运营商配置切换到另一个，其间套件离线，时长会被测量。导览结束时会重新启用原来的配置。</translation>
    </message>
</context>
<context>
    <name>widgets::PromptHistory</name>
    <message>
        <source>Its text was not recorded.</source>
        <translation>未录制其文本。</translation>
    </message>
</context>
<context>
    <name>widgets::PromptStep</name>
    <message>
        <source>Ask a prompt</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>The kit asks a model in the network, and the answer streams in. Each token carries the time of the kit&apos;s own clock; the pale grounds show where it had to wait. The answer is charged to the account.</source>
        <translation>套件向网络中的模型提问，回答以流的方式到达。每个 token 都带有套件自身时钟的时间，浅色底纹表示等待之处。回答会从账户扣费。</translation>
    </message>
    <message>
        <source>Waiting until the radio rests, so that the answer shows its whole cost.</source>
        <translation>正在等待无线空闲，以便显示回答的全部成本。</translation>
    </message>
    <message>
        <source>The answer is there. The radio&apos;s tail still draws current, and it belongs to the answer.</source>
        <translation>回答已到达。无线尾态仍在耗电，也计入这次回答。</translation>
    </message>
    <message>
        <source>The answer is streaming in.</source>
        <translation>回答正在到达。</translation>
    </message>
    <message>
        <source>Asked. Waiting for the first token.</source>
        <translation>已提问，正在等待首 token。</translation>
    </message>
    <message>
        <source>The answer is %1.</source>
        <translation>回答状态：%1。</translation>
    </message>
    <message>
        <source>Tell me a bedtime story about a brave little bear.</source>
        <translation>给我讲一个勇敢小熊的睡前故事。</translation>
    </message>
    <message>
        <source>First token (TTFT)</source>
        <translation>首 token (TTFT)</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token 数</translation>
    </message>
    <message>
        <source>%1 charged</source>
        <translation>计费 %1</translation>
    </message>
</context>
<context>
    <name>widgets::PromptsPanel</name>
    <message>
        <source>Transcript</source>
        <translation>对话记录</translation>
    </message>
    <message>
        <source>No answers yet.</source>
        <translation>还没有回答。</translation>
    </message>
    <message>
        <source>Type a prompt to see what one answer costs, or start with one of these.</source>
        <translation>输入一个提示词，看看一次回答的成本；也可以从下面的例子开始。</translation>
    </message>
    <message>
        <source>Tell me a bedtime story about a brave little bear.</source>
        <translation>给我讲一个勇敢小熊的睡前故事。</translation>
    </message>
    <message>
        <source>What should I do if I get lost in the park?</source>
        <translation>如果我在公园里迷路了，该怎么办？</translation>
    </message>
    <message>
        <source>Why is the sky blue?</source>
        <translation>天空为什么是蓝色的？</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再问一次</translation>
    </message>
</context>
<context>
    <name>widgets::PushCard</name>
    <message>
        <source>Push</source>
        <translation>推送</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Steps of the push</source>
        <translation>推送步骤</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Needs a connected kit.</source>
        <translation>需要已连接的套件。</translation>
    </message>
    <message>
        <source>Ending what is under way.</source>
        <translation>正在结束当前操作。</translation>
    </message>
    <message>
        <source>Took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>Reboot to go back</source>
        <translation>重启以退回</translation>
    </message>
    <message>
        <source>Reboot %1 and end the trial of %2?</source>
        <translation>重启 %1 并结束 %2 的试运行？</translation>
    </message>
    <message>
        <source>The bootloader goes back to the image before.</source>
        <translation>引导程序将退回之前的镜像。</translation>
    </message>
    <message>
        <source>The bootloader goes back to %1.</source>
        <translation>引导程序将退回 %1。</translation>
    </message>
    <message>
        <source>Whatever runs on the kit now is cut off.</source>
        <translation>套件上正在运行的一切都会中断。</translation>
    </message>
    <message>
        <source>Reboot kit</source>
        <translation>重启套件</translation>
    </message>
    <message>
        <source>Keep on trial</source>
        <translation>继续试运行</translation>
    </message>
</context>
<context>
    <name>widgets::PushHistory</name>
    <message>
        <source>on its way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Took s</source>
        <translation>用时 s</translation>
    </message>
</context>
<context>
    <name>widgets::PushOutcomeView</name>
    <message>
        <source>Confirm now</source>
        <translation>立即确认</translation>
    </message>
    <message>
        <source>Reboot to go back</source>
        <translation>重启以退回</translation>
    </message>
    <message>
        <source>Push another</source>
        <translation>再次推送</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>The kit is asked to confirm it.</source>
        <translation>正在请求套件确认。</translation>
    </message>
    <message>
        <source>The kit reboots; its slots are read when it is back.</source>
        <translation>套件正在重启；恢复后会读取各槽。</translation>
    </message>
    <message>
        <source>Needs a connected kit.</source>
        <translation>需要已连接的套件。</translation>
    </message>
    <message>
        <source>Push again</source>
        <translation>再次推送</translation>
    </message>
</context>
<context>
    <name>widgets::PushProgressView</name>
    <message>
        <source>%1 uploaded</source>
        <translation>已上传 %1</translation>
    </message>
    <message>
        <source>%1 of %2 acknowledged</source>
        <translation>已确认 %1 / %2</translation>
    </message>
    <message>
        <source>nothing sent yet</source>
        <translation>尚未发送</translation>
    </message>
    <message>
        <source>%1 of the line</source>
        <translation>线路的 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>of the upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>已用 %1</translation>
    </message>
</context>
<context>
    <name>widgets::PutBackStep</name>
    <message>
        <source>Put back what was changed</source>
        <translation>恢复改动</translation>
    </message>
    <message>
        <source>The tour leaves the kit as it found it: the profile from before is enabled again. A confirmed image stays, and tokens that were used are used. The tour can be started again at any time.</source>
        <translation>导览会让套件恢复原状：重新启用原来的配置。已确认的镜像会保留，已用的 token 不会退回。导览可随时重新开始。</translation>
    </message>
    <message>
        <source>The kit reboots, to end the firmware trial.</source>
        <translation>套件正在重启，以结束固件试运行。</translation>
    </message>
    <message>
        <source>Waiting until nothing else runs on the kit.</source>
        <translation>正在等待套件上的其他操作结束。</translation>
    </message>
    <message>
        <source>Nothing had to be put back.</source>
        <translation>没有需要恢复的内容。</translation>
    </message>
    <message>
        <source>%1 is enabled again.</source>
        <translation>已重新启用 %1。</translation>
    </message>
    <message>
        <source>No profile is enabled, as before.</source>
        <translation>与之前一样，没有启用的配置。</translation>
    </message>
    <message>
        <source>Not put back yet: enable %1 in eSIM profiles, or try again here when the kit answers.</source>
        <translation>尚未恢复：请在“eSIM 配置”中启用 %1，或在套件应答后在此重试。</translation>
    </message>
    <message>
        <source>Enabled profile</source>
        <translation>已启用的配置</translation>
    </message>
    <message>
        <source>In the network again after</source>
        <translation>重新入网用时</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>固件</translation>
    </message>
</context>
<context>
    <name>widgets::RadioCard</name>
    <message>
        <source>Radio</source>
        <translation>无线</translation>
    </message>
    <message>
        <source>The ports of this kit do not tell the state of its radio</source>
        <translation>此套件的端口不报告无线状态</translation>
    </message>
    <message>
        <source>share of the last %1</source>
        <translation>最近 %1 的占比</translation>
    </message>
    <message>
        <source>share of the %1 shown</source>
        <translation>所示 %1 的占比</translation>
    </message>
</context>
<context>
    <name>widgets::RadioShareView</name>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Radio states: not known</source>
        <translation>无线状态：未知</translation>
    </message>
    <message>
        <source>No radio state was told in this stretch of time.</source>
        <translation>这段时间内没有无线状态报告。</translation>
    </message>
</context>
<context>
    <name>widgets::RecordButton</name>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Stop recording, %1</source>
        <translation>停止录制，%1</translation>
    </message>
    <message>
        <source>Start recording</source>
        <translation>开始录制</translation>
    </message>
    <message>
        <source>Stop recording into %1 (Ctrl+R)</source>
        <translation>停止录制到 %1 (Ctrl+R)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Record samples and events into a new file (Ctrl+R)</source>
        <translation>将采样和事件录制到新文件 (Ctrl+R)</translation>
    </message>
</context>
<context>
    <name>widgets::RegionDetails</name>
    <message>
        <source>Export cancelled; nothing was written.</source>
        <translation>导出已取消；未写入任何内容。</translation>
    </message>
    <message>
        <source>%1 samples saved to %2, %3</source>
        <translation>%1 个采样已保存到 %2，%3</translation>
    </message>
    <message>
        <source>%1 left memory before they could be written.</source>
        <translation>%1 个采样在写入前已移出内存。</translation>
    </message>
    <message>
        <source>Of the prompts that lie in the region as a whole</source>
        <translation>完整位于区域内的提示词</translation>
    </message>
    <message>
        <source>Of the prompts that lie in the region as a whole; the charge of %1 is not known</source>
        <translation>完整位于区域内的提示词；其中 %1 个的扣费未知</translation>
    </message>
    <message>
        <source>No prompt that lies in the region as a whole was charged</source>
        <translation>没有完整位于区域内且已扣费的提示词</translation>
    </message>
    <message>
        <source>Exporting, %1</source>
        <translation>正在导出，%1</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Export CSV, about %1…</source>
        <translation>导出 CSV，约 %1…</translation>
    </message>
    <message>
        <source>Radio</source>
        <translation>无线</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the figures of the region as text and as CSV</source>
        <translation>以文本和 CSV 复制区域的数值</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the region; Ctrl+Z in the graph brings it back</source>
        <translation>移除区域；在图中按 Ctrl+Z 可恢复</translation>
    </message>
    <message>
        <source>Save every sample of the region</source>
        <translation>保存区域的每个采样</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop the export; no file is left behind</source>
        <translation>停止导出；不会留下文件</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Region copied</source>
        <translation>区域已复制</translation>
    </message>
    <message>
        <source>Export the samples of the region</source>
        <translation>导出区域的采样</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep this region beside the next one (K); a note keeps it too</source>
        <translation>保留此区域，不被下一个替换（K）；写备注也会保留</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>续航</translation>
    </message>
    <message>
        <source>How long a battery lasts when this region repeats</source>
        <translation>此区域反复出现时电池能用多久</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Lay this region over another one, or over a recording</source>
        <translation>将此区域与另一区域或录制叠加</translation>
    </message>
    <message>
        <source>Marks made in an opened recording are not saved in it: copy what is to stay.</source>
        <translation>在打开的录制中所做的标记不会保存到其中：请复制需要保留的内容。</translation>
    </message>
</context>
<context>
    <name>widgets::RegionModel</name>
    <message>
        <source>Move the region</source>
        <translation>移动区域</translation>
    </message>
    <message>
        <source>Keep the region</source>
        <translation>保留区域</translation>
    </message>
    <message>
        <source>Write the note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>Add the region</source>
        <translation>添加区域</translation>
    </message>
    <message>
        <source>Remove the region</source>
        <translation>移除区域</translation>
    </message>
    <message>
        <source>Remove all regions</source>
        <translation>移除所有区域</translation>
    </message>
</context>
<context>
    <name>widgets::RegionTableModel</name>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Avg</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Rms</source>
        <translation>均方根</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>电荷</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>能量</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>Per token</source>
        <translation>每 token</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>The current that %1 of the samples do not exceed</source>
        <translation>%1 的采样不超过的电流</translation>
    </message>
    <message>
        <source>half</source>
        <translation>一半</translation>
    </message>
    <message>
        <source>Samples that were lost in it</source>
        <translation>其中丢失的采样</translation>
    </message>
    <message>
        <source>Tokens of answers that arrived in it</source>
        <translation>其中到达的回答 token</translation>
    </message>
    <message>
        <source>No token of an answer arrived in it</source>
        <translation>其中没有回答 token 到达</translation>
    </message>
    <message>
        <source>No samples here</source>
        <translation>此处没有采样</translation>
    </message>
    <message>
        <source>Being worked out</source>
        <translation>正在计算</translation>
    </message>
    <message>
        <source>Of %1 samples only</source>
        <translation>仅来自 %1 个采样</translation>
    </message>
    <message>
        <source>This stream carries no voltage.</source>
        <translation>此数据流不含电压。</translation>
    </message>
    <message>
        <source>Energy of the whole stretch over the tokens in it</source>
        <translation>整段能量除以其中的 token 数</translation>
    </message>
    <message>
        <source>Needs tokens and an energy</source>
        <translation>需要 token 和能量</translation>
    </message>
    <message>
        <source>Incomplete: samples are missing here</source>
        <translation>不完整：此处缺少采样</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>no note</source>
        <translation>无备注</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>未保留</translation>
    </message>
    <message>
        <source>What the graph shows</source>
        <translation>图中显示的内容</translation>
    </message>
    <message>
        <source>Press F2 to write a note</source>
        <translation>按 F2 写备注</translation>
    </message>
    <message>
        <source>The next drag takes its place; a note keeps it</source>
        <translation>下一次拖动会取代它；写备注即可保留</translation>
    </message>
    <message>
        <source>Region %1</source>
        <translation>区域 %1</translation>
    </message>
    <message>
        <source>Avg power</source>
        <translation>平均功率</translation>
    </message>
    <message>
        <source>Not told: the energy of all these tokens is not known, samples are missing</source>
        <translation>未给出：缺少采样，这些 token 的总能量未知</translation>
    </message>
    <message>
        <source>Its samples are no longer in memory.</source>
        <translation>其样本已不在内存中。</translation>
    </message>
    <message>
        <source>Of the time that was measured: it was stopped meanwhile</source>
        <translation>仅含测量的时间：其间停止过测量</translation>
    </message>
    <message>
        <source>Energy of what was measured of it over the tokens in that</source>
        <translation>其中已测部分的能量除以该部分的 token 数</translation>
    </message>
</context>
<context>
    <name>widgets::RegistrationCard</name>
    <message>
        <source>Registration</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>运营商</translation>
    </message>
    <message>
        <source>Access technology</source>
        <translation>接入技术</translation>
    </message>
    <message>
        <source>Tracking area</source>
        <translation>跟踪区</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>小区</translation>
    </message>
    <message>
        <source>The modem has not told its state yet</source>
        <translation>调制解调器尚未报告状态</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>at least since %1, when first heard</source>
        <translation>至少自 %1 起（首次收到时）</translation>
    </message>
    <message>
        <source>The modem has not measured the signal yet</source>
        <translation>调制解调器尚未测量信号</translation>
    </message>
    <message>
        <source>Not registered: there is no cell to measure</source>
        <translation>未注册：没有可测量的小区</translation>
    </message>
    <message>
        <source>The modem does not tell</source>
        <translation>调制解调器未报告</translation>
    </message>
    <message>
        <source>All power received in the band, noise included: no measure of quality</source>
        <translation>频带内接收的全部功率，含噪声：不能衡量质量</translation>
    </message>
</context>
<context>
    <name>widgets::ShortcutList</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>搜索快捷键</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>复制列表</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Start the tour</source>
        <translation>开始产品导览</translation>
    </message>
    <message>
        <source>Shows what the workbench does, step by step, on this kit.</source>
        <translation>在此套件上逐步演示工作台的功能。</translation>
    </message>
    <message>
        <source>No shortcut is called like that. What has none is found with Ctrl+K.</source>
        <translation>没有这样的快捷键。没有快捷键的命令可用 Ctrl+K 查找。</translation>
    </message>
</context>
<context>
    <name>widgets::SignalPlot</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Radio</source>
        <translation>无线</translation>
    </message>
    <message>
        <source>not heard</source>
        <translation>失联</translation>
    </message>
</context>
<context>
    <name>widgets::SlotFrame</name>
    <message>
        <source>Hash</source>
        <translation>哈希</translation>
    </message>
    <message>
        <source>Slot size</source>
        <translation>槽大小</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Running for</source>
        <translation>已运行</translation>
    </message>
    <message>
        <source>Image %1, slot %2</source>
        <translation>镜像 %1，槽 %2</translation>
    </message>
    <message>
        <source>Slot %1</source>
        <translation>槽 %1</translation>
    </message>
    <message>
        <source>The board does not tell the hash</source>
        <translation>主板未告知哈希</translation>
    </message>
    <message>
        <source>no image</source>
        <translation>无镜像</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>receiving</source>
        <translation>接收中</translation>
    </message>
    <message>
        <source>received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>received in part, not read back</source>
        <translation>部分接收，未回读</translation>
    </message>
    <message>
        <source>received, not read back</source>
        <translation>已接收，未回读</translation>
    </message>
</context>
<context>
    <name>widgets::SlotsCard</name>
    <message>
        <source>Slots on the board</source>
        <translation>主板上的槽</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Needs a connected kit.</source>
        <translation>需要已连接的套件。</translation>
    </message>
    <message>
        <source>The board lists no image.</source>
        <translation>主板没有列出镜像。</translation>
    </message>
    <message>
        <source>The slots have not been read yet.</source>
        <translation>尚未读取各槽。</translation>
    </message>
    <message>
        <source>Image %1</source>
        <translation>镜像 %1</translation>
    </message>
    <message>
        <source>as read %1 ago</source>
        <translation>%1 前读取</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>Restarting</source>
        <translation>正在重启</translation>
    </message>
    <message>
        <source>Restarts the kit by software; you are asked first</source>
        <translation>用软件重启套件；会先询问</translation>
    </message>
    <message>
        <source>Restart %1?</source>
        <translation>重启 %1？</translation>
    </message>
    <message>
        <source>Whatever runs on the kit now is cut off.</source>
        <translation>套件上正在运行的一切都会中断。</translation>
    </message>
    <message>
        <source>Its clock begins anew: what was measured so far leaves the graphs, recordings keep it.</source>
        <translation>它的时钟会重新开始：此前测得的数据会从图中消失，录制文件会保留它们。</translation>
    </message>
    <message>
        <source>Restart kit</source>
        <translation>重启套件</translation>
    </message>
    <message>
        <source>Do not restart</source>
        <translation>不重启</translation>
    </message>
</context>
<context>
    <name>widgets::SpeedGraph</name>
    <message>
        <source>Speed of the upload</source>
        <translation>上传速度</translation>
    </message>
    <message>
        <source>now %1, at most %2</source>
        <translation>现在 %1，最高 %2</translation>
    </message>
</context>
<context>
    <name>widgets::StatusBar</name>
    <message>
        <source>In memory %1</source>
        <translation>内存中 %1</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>帧 %1</translation>
    </message>
    <message>
        <source>Kit protocol v1, not an operator specification</source>
        <translation>套件协议 v1，非运营商规范</translation>
    </message>
    <message>
        <source>Balance %1</source>
        <translation>余额 %1</translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation>%1 丢失</translation>
    </message>
    <message>
        <source>%1 dropped of %2 · %3</source>
        <translation>丢失 %1 / 共 %2 · %3</translation>
    </message>
    <message>
        <source>Clock %1</source>
        <translation>时钟 %1</translation>
    </message>
    <message>
        <source>Latency probes are running</source>
        <translation>时延探测正在进行</translation>
    </message>
    <message>
        <source>They keep the radio awake, and so raise the current. “Stop the latency probes” ends them.</source>
        <translation>探测使无线保持唤醒，因而抬高电流。用“停止时延探测”结束。</translation>
    </message>
    <message>
        <source>Recording %1</source>
        <translation>录制 %1</translation>
    </message>
</context>
<context>
    <name>widgets::SwitchSheet</name>
    <message>
        <source>Refresh flag</source>
        <translation>刷新标志</translation>
    </message>
    <message>
        <source>Has the modem restart the card, so that it uses the new profile at once (SGP.22 §3.2.1).</source>
        <translation>让调制解调器重启卡，从而立即使用新配置（SGP.22 §3.2.1）。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the details of the failure</source>
        <translation>复制失败详情</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Goes off</source>
        <translation>将停用</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Last switch on this kit</source>
        <translation>本套件上次切换</translation>
    </message>
    <message>
        <source>%1 from command to registered</source>
        <translation>从命令到注册 %1</translation>
    </message>
    <message>
        <source>%1 from command to read back</source>
        <translation>从命令到读回 %1</translation>
    </message>
    <message>
        <source>No switch of this kind was measured since the workbench was started.</source>
        <translation>工作台启动以来尚未测量过此类切换。</translation>
    </message>
    <message>
        <source>Policy rules of what goes off</source>
        <translation>将停用者的策略规则</translation>
    </message>
    <message>
        <source>Policy rules</source>
        <translation>策略规则</translation>
    </message>
    <message>
        <source>The card does not tell.</source>
        <translation>卡未提供。</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Now off</source>
        <translation>现已停用</translation>
    </message>
    <message>
        <source>Now on</source>
        <translation>现已启用</translation>
    </message>
    <message>
        <source>Card away, measured</source>
        <translation>卡离线时间（实测）</translation>
    </message>
    <message>
        <source>No reset of the card was seen.</source>
        <translation>没有观察到卡复位。</translation>
    </message>
    <message>
        <source>From command to registered</source>
        <translation>从命令到注册</translation>
    </message>
    <message>
        <source>From command to read back</source>
        <translation>从命令到读回</translation>
    </message>
    <message>
        <source>The modem has not registered.</source>
        <translation>调制解调器尚未注册。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Enable profile</source>
        <translation>启用配置</translation>
    </message>
    <message>
        <source>Disable profile</source>
        <translation>停用配置</translation>
    </message>
    <message>
        <source>The kit is not connected.</source>
        <translation>套件未连接。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Not measured: the kit did not answer meanwhile.</source>
        <translation>未测得：其间套件没有应答。</translation>
    </message>
</context>
<context>
    <name>widgets::TierBars</name>
    <message>
        <source>radio leg</source>
        <translation>空口段</translation>
    </message>
    <message>
        <source>core leg</source>
        <translation>核心段</translation>
    </message>
</context>
<context>
    <name>widgets::TierRow</name>
    <message>
        <source>Core leg</source>
        <translation>核心段</translation>
    </message>
    <message>
        <source>The compute network&apos;s own part of the round trip. Its promise of %1 is for this leg alone, not for the round trip.</source>
        <translation>往返时延中属于算力网络自身的部分。%1 的承诺仅针对这一段，而非整个往返。</translation>
    </message>
    <message>
        <source>Median of the whole round trip, from the kit&apos;s modem to the tier and back</source>
        <translation>整个往返的中位数：从套件调制解调器到该层级再返回</translation>
    </message>
    <message>
        <source>Mean difference between successive round trips: |D| of RFC 3550 §6.4.1, without its 1/16 smoothing</source>
        <translation>相邻往返之差的平均值：RFC 3550 §6.4.1 的 |D|，不含其 1/16 平滑</translation>
    </message>
    <message>
        <source>Round trips to the tier %1 over time</source>
        <translation>到%1层级的往返时延随时间变化</translation>
    </message>
    <message>
        <source>Arrows pan, plus and minus zoom, Space follows or holds, F shows all.</source>
        <translation>方向键平移，加减键缩放，空格跟随或保持，F 显示全部。</translation>
    </message>
    <message>
        <source>ms p50</source>
        <translation>ms p50</translation>
    </message>
    <message>
        <source>No probe has been answered yet</source>
        <translation>尚无探测得到应答</translation>
    </message>
    <message>
        <source>%1, p50: %2</source>
        <translation>%1，p50：%2</translation>
    </message>
    <message>
        <source>p99 %1 (N %2)</source>
        <translation>p99 %1 (N %2)</translation>
    </message>
    <message>
        <source>Below 100 answers a single probe decides p99</source>
        <translation>应答不足 100 次时，p99 由单次探测决定</translation>
    </message>
    <message>
        <source>jitter %1</source>
        <translation>抖动 %1</translation>
    </message>
    <message>
        <source>no reply since %1</source>
        <translation>自 %1 起无应答</translation>
    </message>
    <message>
        <source>no reply yet, %1 lost</source>
        <translation>尚无应答，丢失 %1</translation>
    </message>
    <message>
        <source>%1 sent, %2 lost</source>
        <translation>已发 %1，丢失 %2</translation>
    </message>
    <message>
        <source>%1 sent, %2 lost: no answer within 3 s of the kit&apos;s time</source>
        <translation>已发 %1，丢失 %2：套件时间 3 s 内无应答</translation>
    </message>
    <message>
        <source>Median of the core leg</source>
        <translation>核心段的中位数</translation>
    </message>
    <message>
        <source>This kit does not tell the core leg apart.</source>
        <translation>此套件不区分核心段。</translation>
    </message>
    <message>
        <source>%1 within %2</source>
        <translation>%1 在 %2 内</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop probing the tier %1</source>
        <translation>停止探测%1层级</translation>
    </message>
    <message>
        <source>Start probing the tier %1</source>
        <translation>开始探测%1层级</translation>
    </message>
    <message>
        <source>The kit is not connected</source>
        <translation>套件未连接</translation>
    </message>
    <message>
        <source>Waiting for the first answer.</source>
        <translation>正在等待首个应答。</translation>
    </message>
    <message>
        <source>No probes yet. Start probing to see where the milliseconds go.</source>
        <translation>尚无探测。开始探测，查看毫秒花在哪里。</translation>
    </message>
    <message>
        <source>This is a recording: nothing can be probed</source>
        <translation>这是录制，无法探测</translation>
    </message>
    <message>
        <source>The probes of the recording are being read.</source>
        <translation>正在读取录制中的探测。</translation>
    </message>
    <message>
        <source>This recording holds no probes.</source>
        <translation>此录制中没有探测。</translation>
    </message>
    <message>
        <source>This recording holds no probes of this tier.</source>
        <translation>此录制中没有这一层级的探测。</translation>
    </message>
    <message>
        <source>No recorded probe was answered</source>
        <translation>录制的探测均无应答</translation>
    </message>
</context>
<context>
    <name>widgets::TimeStrip</name>
    <message>
        <source>Whole recording</source>
        <translation>全部记录</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>内存中</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
</context>
<context>
    <name>widgets::TokensPanel</name>
    <message>
        <source>A virtual kit has a new balance when it is started again.</source>
        <translation>虚拟套件重新启动后会有新的余额。</translation>
    </message>
    <message>
        <source>The account is out of tokens.</source>
        <translation>账户 token 已用尽。</translation>
    </message>
    <message>
        <source>The kit now refuses every prompt before anything is spent. Kit protocol v1 cannot top up: the operator of the account can.</source>
        <translation>套件现在会在产生费用之前拒绝所有提示词。套件协议 v1 不能充值，请由账户的运营商充值。</translation>
    </message>
    <message>
        <source>The tokens left do not cover a usual answer.</source>
        <translation>剩余 token 不足以完成一次通常的回答。</translation>
    </message>
    <message>
        <source>%1 are available, and a prompt reserves its token limit, %2 unless it says less. Ask with a lower limit, or have the operator top up the account.</source>
        <translation>可用 %1，而每个提示词会预留其 token 上限，未另设时为 %2。请降低上限，或由运营商为账户充值。</translation>
    </message>
    <message>
        <source>The ledger was not saved.</source>
        <translation>账本未能保存。</translation>
    </message>
    <message>
        <source>Nothing was changed in the folder. Choose another one or make room.</source>
        <translation>文件夹未被改动。请另选文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>保存到其他位置…</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
</context>
<context>
    <name>widgets::TourCard</name>
    <message>
        <source>Tour, step %1 of %2</source>
        <translation>导览，第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>goes on in %1 s</source>
        <translation>%1 s 后继续</translation>
    </message>
    <message>
        <source>The kit does not answer now. Check its cable and its power: the step goes on when it is back.</source>
        <translation>套件现在没有应答。请检查线缆和供电：恢复后此步骤会继续。</translation>
    </message>
    <message>
        <source>Stopping.</source>
        <translation>正在停止。</translation>
    </message>
    <message>
        <source>It is left out unless you press “%1”.</source>
        <translation>除非您按“%1”，否则跳过此步骤。</translation>
    </message>
    <message>
        <source>End tour</source>
        <translation>结束导览</translation>
    </message>
    <message>
        <source>Puts back what was changed, then closes this card.</source>
        <translation>恢复改动，然后关闭此卡片。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Auto-play</source>
        <translation>自动播放</translation>
    </message>
    <message>
        <source>Wait for Next after each step.</source>
        <translation>每一步之后等待按“下一步”。</translation>
    </message>
    <message>
        <source>Go on by itself after a time to read.</source>
        <translation>留出阅读时间后自动继续。</translation>
    </message>
    <message>
        <source>Skip step</source>
        <translation>跳过此步</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>widgets::TourStep</name>
    <message>
        <source>So it was left out.</source>
        <translation>因此跳过了此步骤。</translation>
    </message>
    <message>
        <source>You skipped this step.</source>
        <translation>您跳过了此步骤。</translation>
    </message>
</context>
<context>
    <name>widgets::Transcript</name>
    <message>
        <source>Transcript</source>
        <translation>对话记录</translation>
    </message>
</context>
<context>
    <name>widgets::TriggerBar</name>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>armed, fired %1×</source>
        <translation>待触发，已触发 %1 次</translation>
    </message>
    <message>
        <source>armed</source>
        <translation>待触发</translation>
    </message>
    <message>
        <source>stopped after %1 regions, the most it keeps</source>
        <translation>已停止：达到上限 %1 个区域</translation>
    </message>
    <message>
        <source>off, fired %1×</source>
        <translation>关闭，已触发 %1 次</translation>
    </message>
    <message>
        <source>Disarm</source>
        <translation>停止等待</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>开始等待</translation>
    </message>
    <message>
        <source>Numbers from 0 up are needed; the times before and after must not both be 0.</source>
        <translation>需要不小于 0 的数值；之前与之后的时间不能都为 0。</translation>
    </message>
    <message>
        <source>Trigger: %1. Each time becomes a region.</source>
        <translation>触发：%1。每次触发都成为一个区域。</translation>
    </message>
    <message>
        <source>Current is above</source>
        <translation>电流高于</translation>
    </message>
    <message>
        <source>Current is below</source>
        <translation>电流低于</translation>
    </message>
    <message>
        <source>Current rises to</source>
        <translation>电流升至</translation>
    </message>
    <message>
        <source>Current falls to</source>
        <translation>电流降至</translation>
    </message>
    <message>
        <source>Above for at least</source>
        <translation>高于电平至少</translation>
    </message>
    <message>
        <source>Above for less than</source>
        <translation>高于电平不足</translation>
    </message>
    <message>
        <source>Event of the kit</source>
        <translation>套件事件</translation>
    </message>
    <message>
        <source>Fires when</source>
        <translation>触发条件</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Level, mA</source>
        <translation>电平，mA</translation>
    </message>
    <message>
        <source>Hysteresis, mA</source>
        <translation>回差，mA</translation>
    </message>
    <message>
        <source>Time, ms</source>
        <translation>时间，ms</translation>
    </message>
    <message>
        <source>Before, ms</source>
        <translation>之前，ms</translation>
    </message>
    <message>
        <source>After, ms</source>
        <translation>之后，ms</translation>
    </message>
    <message>
        <source>The current that it compares with</source>
        <translation>用于比较的电流</translation>
    </message>
    <message>
        <source>How far the current must go back before it can fire again</source>
        <translation>电流须回退多少才能再次触发</translation>
    </message>
    <message>
        <source>How long the current stays above</source>
        <translation>电流保持在电平之上的时间</translation>
    </message>
    <message>
        <source>What the region keeps from before it fired</source>
        <translation>区域保留触发之前多久</translation>
    </message>
    <message>
        <source>What the region keeps from after it fired</source>
        <translation>区域保留触发之后多久</translation>
    </message>
    <message>
        <source>Fires</source>
        <translation>触发方式</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>一次</translation>
    </message>
    <message>
        <source>Every time</source>
        <translation>每次</translation>
    </message>
    <message>
        <source>A recording is shown, and nothing new comes in it: a trigger would never fire. Choose a kit to arm one.</source>
        <translation>当前显示的是录制，不会有新数据：触发永远不会发生。请选择套件后再开始等待。</translation>
    </message>
</context>
<context>
    <name>widgets::TriggerWatch</name>
    <message>
        <source>prompt accepted</source>
        <translation>提示词已接受</translation>
    </message>
    <message>
        <source>prompt sent</source>
        <translation>提示词已发出</translation>
    </message>
    <message>
        <source>answer begins</source>
        <translation>回答开始</translation>
    </message>
    <message>
        <source>answer done</source>
        <translation>回答结束</translation>
    </message>
    <message>
        <source>radio quiet after an answer</source>
        <translation>回答后射频安静</translation>
    </message>
    <message>
        <source>radio changes</source>
        <translation>射频状态变化</translation>
    </message>
    <message>
        <source>registration changes</source>
        <translation>注册状态变化</translation>
    </message>
    <message>
        <source>card restarts</source>
        <translation>卡重启</translation>
    </message>
    <message>
        <source>supply sags</source>
        <translation>供电下跌</translation>
    </message>
    <message>
        <source>above: %1</source>
        <translation>高于：%1</translation>
    </message>
    <message>
        <source>below: %1</source>
        <translation>低于：%1</translation>
    </message>
    <message>
        <source>above for %1 and longer</source>
        <translation>高于电平 %1 以上</translation>
    </message>
    <message>
        <source>above for only %1</source>
        <translation>高于电平仅 %1</translation>
    </message>
    <message>
        <source>rising edge, to %1</source>
        <translation>上升沿，至 %1</translation>
    </message>
    <message>
        <source>falling edge, to %1</source>
        <translation>下降沿，至 %1</translation>
    </message>
</context>
<context>
    <name>widgets::UptimeCard</name>
    <message>
        <source>Connection in this session</source>
        <translation>本次会话的连接</translation>
    </message>
    <message>
        <source>Watched for</source>
        <translation>观察时长</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已注册</translation>
    </message>
    <message>
        <source>Drops</source>
        <translation>掉线</translation>
    </message>
    <message>
        <source>Longest drop</source>
        <translation>最长掉线</translation>
    </message>
    <message>
        <source>Cell changes</source>
        <translation>小区变化</translation>
    </message>
    <message>
        <source>The modem has not told its state yet</source>
        <translation>调制解调器尚未报告状态</translation>
    </message>
    <message>
        <source>uptime of the connection</source>
        <translation>连接在线时长</translation>
    </message>
    <message>
        <source>Time since the modem registered, as far as it was seen</source>
        <translation>自调制解调器注册以来的时间（就观察所及）</translation>
    </message>
    <message>
        <source>Time without a registration</source>
        <translation>未注册的时间</translation>
    </message>
    <message>
        <source>connected without a break</source>
        <translation>连接未中断</translation>
    </message>
    <message>
        <source>without a connection</source>
        <translation>没有连接</translation>
    </message>
    <message>
        <source>Share of the watched time in which the modem was registered</source>
        <translation>观察时长中处于注册状态的比例</translation>
    </message>
    <message>
        <source>How often a registration was lost</source>
        <translation>注册丢失的次数</translation>
    </message>
    <message>
        <source>There was no drop</source>
        <translation>没有掉线</translation>
    </message>
    <message>
        <source>How often the kit could not be heard from here</source>
        <translation>这里收不到套件消息的次数</translation>
    </message>
    <message>
        <source>connected since the last drop</source>
        <translation>自上次掉线以来保持连接</translation>
    </message>
    <message>
        <source>Kit not heard</source>
        <translation>套件失联</translation>
    </message>
    <message>
        <source>Connection since the kit&apos;s restart</source>
        <translation>套件重启以来的连接</translation>
    </message>
    <message>
        <source>connected, as far as it was heard</source>
        <translation>已连接（就所听到的而言）</translation>
    </message>
    <message>
        <source>Connection in the recording</source>
        <translation>录制中的连接</translation>
    </message>
</context>
<context>
    <name>widgets::WaterfallCard</name>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>by the kit&apos;s clock, from &quot;accepted&quot;</source>
        <translation>按套件时钟，从“已接受”起</translation>
    </message>
    <message>
        <source>No prompt was asked in this session.</source>
        <translation>本次会话尚未提问。</translation>
    </message>
    <message>
        <source>Ask one under Prompts; where its milliseconds went appears here.</source>
        <translation>在“提示词”中提问；它的毫秒去向会显示在这里。</translation>
    </message>
    <message>
        <source>Times of the last prompts</source>
        <translation>最近提示词的时间</translation>
    </message>
    <message>
        <source>This recording holds no prompts.</source>
        <translation>此录制中没有提示词。</translation>
    </message>
    <message>
        <source>Where the milliseconds of a prompt went appears here when it was asked while recording.</source>
        <translation>录制期间提问的提示词，其毫秒去向会显示在这里。</translation>
    </message>
</context>
<context>
    <name>widgets::WaterfallModel</name>
    <message>
        <source>The rail was not measured over the whole answer, or its idle power is not known</source>
        <translation>未测量整个回答期间的供电轨，或空闲功率未知</translation>
    </message>
    <message>
        <source>From accepted to the first token with text, by the kit&apos;s clock</source>
        <translation>从接受到首个有文本的 token，按套件时钟</translation>
    </message>
    <message>
        <source>From accepted to the last token with text, by the kit&apos;s clock</source>
        <translation>从接受到最后一个有文本的 token，按套件时钟</translation>
    </message>
    <message>
        <source>Output tokens per second between the first and the last token</source>
        <translation>首个与最后一个 token 之间每秒输出的 token 数</translation>
    </message>
    <message>
        <source>Energy of the device&apos;s rail above idle, per output token</source>
        <translation>每个输出 token 的供电轨能量（超出空闲部分）</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>First token, ms</source>
        <translation>首 token，ms</translation>
    </message>
    <message>
        <source>Last token, s</source>
        <translation>末 token，s</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>tok/s</translation>
    </message>
    <message>
        <source>mJ per token</source>
        <translation>每 token mJ</translation>
    </message>
</context>
</TS>

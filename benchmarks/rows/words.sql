-- Names of listings, as shops write them: a brand, a variant, a kind of goods, the pack. Common and rare words both:
-- the first kinds are listed most, and each brand little.

CREATE FUNCTION bench.brand(n bigint) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN ('{禾,山,鲸,北,馋,澜,素,花,微,云,星,月,海,青,松,竹,梅,兰,溪,泉,森,谷,原,白,初}'::text[])[bench.pick(n, 200, 25) + 1]
        || ('{小,野,选,纬,味,汐,语,间,光,岸,里,川,屿,舍,坊,町,田,木,夏,冬,晴,雨,岚,禾,舟,鹿,雀,陶,瓷,麦}'::text[])
            [bench.pick(n, 201, 30) + 1]
        || ('{记,集,社,家,堂,铺,町,物}'::text[])[bench.pick(n, 202, 8) + 1];

CREATE FUNCTION bench.variant(n bigint) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN ('{抹茶味,海盐焦糖味,黑巧克力味,牛奶味,草莓味,原味,桑葚味,每日装,无盐,蜂蜜味,酸奶味,深度烘焙,中度烘焙,低因,蜜桃味,桂花味,
高山,加辣,芝麻夹心,南瓜味,百花,洋槐,椴树,水果味,即食,水果烘焙,五香味,香辣味,玻尿酸,积雪草,胶原蛋白,清爽型,滋润型,氨基酸,控油,豆沙色,
正红色,奶茶色,白茶,樱花,雪松,柔顺,修护,樱花粉,雾霾蓝,白色,绿色,珍珠白,深空灰,墨绿,三合一,降噪版,奶白,浅灰,素色,刺绣,有机,低糖,
儿童,孕妇,男士,敏感肌,大容量,便携,限定,经典,升级版,家庭装}'::text[])[bench.pick(n, 203, 68) + 1];

CREATE FUNCTION bench.kind(n bigint) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN ('{面膜,咖啡,曲奇,防晒霜,保温杯,混合坚果,洗面奶,婴幼儿奶粉,口红,蓝牙耳机,小熊饼干,乌龙茶,电动牙刷,燕麦片,沐浴露,蜂蜜,
螺蛳粉,牛肉干,山楂条,冻干草莓脆,挂耳咖啡,即食海苔,婴幼儿米粉,奶酪棒,护发精油,便携榨汁杯,折叠电吹风,无线充电器,迷你加湿器,真丝眼罩,
维生素片,鱼油胶囊,益生菌粉,钙片,护手霜,身体乳,卸妆水,精华液,眼霜,粉底液,眉笔,睫毛膏,香水,洗发水,发膜,牙膏,漱口水,纸尿裤,湿巾,
奶瓶,儿童餐椅,学步鞋,连体衣,积木,绘本,猫粮,狗粮,猫砂,逗猫棒,炒锅,汤锅,菜刀,砧板,保鲜盒,饭盒,雨伞,行李箱,双肩包,运动鞋,瑜伽垫,
跳绳,护膝,泳镜,帐篷,睡袋,登山杖,手电筒,移动电源,数据线,键盘,鼠标,机械手表,太阳镜,围巾,羊绒衫,皮带,钱包,抱枕,四件套,毛巾,浴巾,
香薰蜡烛,扩香石,花瓶,相框,台灯,挂钟,收纳箱,衣架,吸尘器,空气炸锅}'::text[])[floor(101 * bench.fraction(n, 204) ^ 1.5)::int + 1];

CREATE FUNCTION bench.name(n bigint) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN bench.brand(n) || ' ' || bench.variant(n) || bench.kind(n);

CREATE FUNCTION bench.pack(n bigint) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN ('{120g,120g*3盒,37g*10盒,250g*2袋,500g 罐装,10g*30包,50ml,50ml*2支,25ml*5片,500ml*2瓶,单支装,双支装,礼盒装,标准版}'::text[])
        [bench.pick(n, 205, 14) + 1];
